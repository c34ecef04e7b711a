-- in: story integer
-- out: version integer, base_revision integer, saved_at integer, saved_by text, kind text, headline text, standfirst text, body text
-- out: slug text, section text, topics text, authors text, language text, lead_source text, lead_alt text, lead_caption text
-- out: lead_credit text, translation_key text, language_named integer
SELECT version, base_revision, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors, language,
       lead_source, lead_alt, lead_caption, lead_credit, translation_key, language_named
FROM draft
WHERE story_id = :story
