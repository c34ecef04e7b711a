-- The number of a removed one is not given to another: the audit log names it.
-- in: name text, now integer, by text, kind text, headline text, standfirst text, body text, section text, topics text, language text
-- out: id integer
INSERT INTO story_template (id, version, name, saved_at, saved_by, deleted_at, deleted_by, kind, headline, standfirst, body, section, topics, language)
VALUES ((SELECT coalesce(max(id), 0) + 1
         FROM (SELECT max(id) AS id FROM story_template UNION ALL SELECT number FROM last_number_of WHERE kind = 'template') AS used),
    1, :name, :now, :by, NULL, '', :kind, :headline, :standfirst, :body, :section, :topics, :language)
RETURNING id
