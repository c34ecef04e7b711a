-- in: story integer, source text
-- out: number integer, parent text, anchor text, name text, url text, author text, at integer, body text, removed text
SELECT number, parent, anchor, name, url, author, at, body, removed
FROM comment
WHERE story_id = :story AND source = :source
