-- in: id integer, revision integer, kind text, slug text, headline text, standfirst text, opening text, section integer, language text
-- in: lead_source text, lead_alt text, lead_caption text, lead_credit text, translation_key text, updated_at integer, listed_at integer
-- in: headline_words text, language_named integer
UPDATE story
SET revision = :revision, kind = :kind, slug = :slug, headline = :headline, headline_words = :headline_words, standfirst = :standfirst, opening = :opening,
    section_id = :section, language = :language, language_named = :language_named, lead_source = :lead_source, lead_alt = :lead_alt, lead_caption = :lead_caption,
    lead_credit = :lead_credit, translation_key = :translation_key, updated_at = :updated_at,
    listed_at = :listed_at
WHERE id = :id
