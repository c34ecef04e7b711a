-- in: story integer, number integer, now integer, by text, kind text, words text
INSERT INTO correction (story_id, number, at, written_by, kind, words) VALUES (:story, :number, :now, :by, :kind, :words)
