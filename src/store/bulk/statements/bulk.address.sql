-- in: path text, story integer
INSERT INTO address (path, kind, story_id, target) VALUES (:path, 'current', :story, '')
