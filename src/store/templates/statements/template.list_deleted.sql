-- Those deleted last, as template.list has them.
-- in: limit integer
-- out: id integer, version integer, name text, saved_at integer, saved_by text, deleted_at integer, deleted_by text, kind text, headline text
-- out: language text
SELECT id, version, name, saved_at, saved_by, deleted_at, deleted_by, kind, headline, language
FROM story_template
WHERE deleted_at IS NOT NULL
ORDER BY deleted_at DESC, id DESC
LIMIT :limit
