-- in: id integer, version integer, name text, now integer, by text, kind text, headline text, standfirst text, body text, section text
-- in: topics text, language text
UPDATE story_template
SET version = :version, name = :name, saved_at = :now, saved_by = :by, kind = :kind, headline = :headline, standfirst = :standfirst, body = :body,
    section = :section, topics = :topics, language = :language
WHERE id = :id
