-- in: number integer
-- out: number integer, kind text, item integer, at integer, trashed_by text, owner text, name text, slug text, aliases text, description text
-- out: email text, url text, organisation text, position integer, chosen integer
SELECT number, kind, item, at, trashed_by, owner, name, slug, aliases, description, email, url, organisation, position, chosen
FROM trash
WHERE number = :number
