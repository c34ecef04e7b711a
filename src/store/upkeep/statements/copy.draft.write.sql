-- in: story_id integer, version integer, base_revision integer, saved_at integer, saved_by text, kind text, headline text
-- in: standfirst text, body text, slug text, section text, topics text, authors text, language text, lead_source text
-- in: lead_alt text, lead_caption text, lead_credit text, translation_key text, language_named integer
INSERT INTO draft (story_id, version, base_revision, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics,
    authors, language, lead_source, lead_alt, lead_caption, lead_credit, translation_key, language_named)
VALUES (:story_id, :version, :base_revision, :saved_at, :saved_by, :kind, :headline, :standfirst, :body, :slug, :section, :topics,
    :authors, :language, :lead_source, :lead_alt, :lead_caption, :lead_credit, :translation_key, :language_named)
