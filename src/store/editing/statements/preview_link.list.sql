-- in: story integer, now integer
-- out: number integer, created_at integer, created_by text, expires_at integer
SELECT number, created_at, created_by, expires_at
FROM preview_link
WHERE story_id = :story AND expires_at > :now
ORDER BY number
