-- in: story integer, number integer, now integer, by text, kind text, headline text, standfirst text, body text, slug text
-- in: section text, topics text, authors text, language text, lead_source text, lead_alt text, lead_caption text, lead_credit text
-- in: translation_key text
INSERT INTO revision (story_id, number, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors, language,
                      lead_source, lead_alt, lead_caption, lead_credit, translation_key)
VALUES (:story, :number, :now, :by, :kind, :headline, :standfirst, :body, :slug, :section, :topics, :authors, :language, :lead_source,
        :lead_alt, :lead_caption, :lead_credit, :translation_key)
