-- in: hash text, story_id integer
INSERT INTO medium_use (hash, story_id)
VALUES (:hash, :story_id)
