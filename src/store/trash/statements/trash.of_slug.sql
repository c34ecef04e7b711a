-- The section, topic or author that was deleted last under this slug, else under it as a former one.
-- in: kind text, slug text
-- out: number integer, kind text, item integer, at integer, trashed_by text, owner text, name text, slug text, aliases text, description text
-- out: email text, url text, organisation text, position integer, chosen integer
SELECT number, kind, item, at, trashed_by, owner, name, slug, aliases, description, email, url, organisation, position, chosen
FROM trash
WHERE kind = :kind AND (slug = :slug OR ' ' || aliases || ' ' LIKE '% ' || :slug || ' %')
ORDER BY CASE WHEN slug = :slug THEN 0 ELSE 1 END, number DESC
LIMIT 1
