-- in: story integer, number integer, hash text, now integer, by text, expires_at integer
INSERT INTO preview_link (story_id, number, hash, created_at, created_by, expires_at)
VALUES (:story, :number, :hash, :now, :by, :expires_at)
