-- in: after_story_id integer, after_number integer, limit integer
-- out: story_id integer, number integer, saved_at integer, saved_by text, kind text, headline text, standfirst text
-- out: body text, slug text, section text, topics text, authors text, language text, lead_source text, lead_alt text
-- out: lead_caption text, lead_credit text, translation_key text
SELECT story_id, number, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors, language,
    lead_source, lead_alt, lead_caption, lead_credit, translation_key
FROM revision
WHERE (story_id, number) > (:after_story_id, :after_number)
ORDER BY story_id, number
LIMIT :limit
