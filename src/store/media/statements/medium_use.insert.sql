-- in: hash text, story integer
INSERT INTO medium_use (hash, story_id)
VALUES (:hash, :story)
