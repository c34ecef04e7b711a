-- in: story_id integer, number integer, at integer, written_by text, kind text, words text
INSERT INTO correction (story_id, number, at, written_by, kind, words)
VALUES (:story_id, :number, :at, :written_by, :kind, :words)
