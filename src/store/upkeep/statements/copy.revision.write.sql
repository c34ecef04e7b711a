-- in: story_id integer, number integer, saved_at integer, saved_by text, kind text, headline text, standfirst text
-- in: body text, slug text, section text, topics text, authors text, language text, lead_source text, lead_alt text
-- in: lead_caption text, lead_credit text, translation_key text
INSERT INTO revision (story_id, number, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors,
    language, lead_source, lead_alt, lead_caption, lead_credit, translation_key)
VALUES (:story_id, :number, :saved_at, :saved_by, :kind, :headline, :standfirst, :body, :slug, :section, :topics, :authors,
    :language, :lead_source, :lead_alt, :lead_caption, :lead_credit, :translation_key)
