-- in: after_story_id integer, limit integer
-- out: story_id integer, version integer, base_revision integer, saved_at integer, saved_by text, kind text, headline text
-- out: standfirst text, body text, slug text, section text, topics text, authors text, language text, lead_source text
-- out: lead_alt text, lead_caption text, lead_credit text, translation_key text, language_named integer
SELECT story_id, version, base_revision, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors,
    language, lead_source, lead_alt, lead_caption, lead_credit, translation_key, language_named
FROM draft
WHERE story_id > :after_story_id
ORDER BY story_id
LIMIT :limit
