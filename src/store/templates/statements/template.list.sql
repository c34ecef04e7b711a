-- Without what only one that is used or edited needs.
-- in: limit integer
-- out: id integer, version integer, name text, saved_at integer, saved_by text, deleted_at integer, deleted_by text, kind text, headline text
-- out: language text
SELECT id, version, name, saved_at, saved_by, deleted_at, deleted_by, kind, headline, language
FROM story_template
WHERE deleted_at IS NULL
ORDER BY name, id
LIMIT :limit
