-- in: story_id integer, number integer, at integer, written_by text, words text, passage text, resolved_at integer
-- in: resolved_by text
INSERT INTO note (story_id, number, at, written_by, words, passage, resolved_at, resolved_by)
VALUES (:story_id, :number, :at, :written_by, :words, :passage, :resolved_at, :resolved_by)
