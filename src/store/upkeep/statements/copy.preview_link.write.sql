-- in: story_id integer, number integer, hash text, created_at integer, created_by text, expires_at integer
INSERT INTO preview_link (story_id, number, hash, created_at, created_by, expires_at)
VALUES (:story_id, :number, :hash, :created_at, :created_by, :expires_at)
