-- in: after_alias text, limit integer
-- out: alias text, section_id integer
SELECT alias, section_id
FROM section_alias
WHERE alias > :after_alias
ORDER BY alias
LIMIT :limit
