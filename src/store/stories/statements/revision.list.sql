-- in: story integer
-- out: number integer, saved_at integer, saved_by text, headline text
SELECT number, saved_at, saved_by, headline FROM revision WHERE story_id = :story ORDER BY number DESC
