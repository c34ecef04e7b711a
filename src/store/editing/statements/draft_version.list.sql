-- The latest first.
-- in: story integer
-- out: number integer, saved_at integer, saved_by text, reason text, size integer, headline text
SELECT number, saved_at, saved_by, reason, size, headline
FROM draft_version
WHERE story_id = :story
ORDER BY number DESC
