-- in: path text, kind text, story integer, target text
INSERT INTO address (path, kind, story_id, target)
VALUES (:path, :kind, :story, :target)
ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, story_id = excluded.story_id, target = excluded.target
