-- in: story integer, number integer, now integer, by text, words text, passage text
INSERT INTO note (story_id, number, at, written_by, words, passage, resolved_at, resolved_by)
VALUES (:story, :number, :now, :by, :words, :passage, NULL, '')
