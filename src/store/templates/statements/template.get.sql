-- in: id integer
-- out: id integer, version integer, name text, saved_at integer, saved_by text, deleted_at integer, deleted_by text, kind text, headline text
-- out: standfirst text, body text, section text, topics text, language text
SELECT id, version, name, saved_at, saved_by, deleted_at, deleted_by, kind, headline, standfirst, body, section, topics, language
FROM story_template
WHERE id = :id
