-- in: after_alias text, limit integer
-- out: alias text, topic_id integer
SELECT alias, topic_id
FROM topic_alias
WHERE alias > :after_alias
ORDER BY alias
LIMIT :limit
