-- in: after_id integer, limit integer
-- out: id integer, at integer, merged_by text, slug text, name text, description text, into_id integer
SELECT id, at, merged_by, slug, name, description, into_id
FROM topic_merge
WHERE id > :after_id
ORDER BY id
LIMIT :limit
