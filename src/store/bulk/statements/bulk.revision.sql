-- The one revision of such a story.
-- in: id integer, at integer, by text, headline text, standfirst text, body text, slug text, section text, topics text, authors text
-- in: language text
INSERT INTO revision (story_id, number, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors, language,
                      lead_source, lead_alt, lead_caption, lead_credit, translation_key)
VALUES (:id, 1, :at, :by, 'article', :headline, :standfirst, :body, :slug, :section, :topics, :authors, :language, '', '', '', '', '')
