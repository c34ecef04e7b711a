-- in: path text, kind text, story_id integer, target text
INSERT INTO address (path, kind, story_id, target)
VALUES (:path, :kind, :story_id, :target)
