-- in: story integer, number integer, now integer, by text, words text, passage text, answers integer
INSERT INTO note (story_id, number, at, written_by, words, passage, resolved_at, resolved_by, answers)
VALUES (:story, :number, :now, :by, :words, :passage, NULL, '', :answers)
