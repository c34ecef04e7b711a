-- in: number integer, who text, now integer, kind text, story integer, note integer, by text
INSERT INTO notification (number, who, at, kind, story_id, note, done_by, read_at)
VALUES (:number, :who, :now, :kind, :story, :note, :by, NULL)
