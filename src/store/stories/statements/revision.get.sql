-- in: story integer, number integer
-- out: kind text, headline text, standfirst text, body text, slug text, section text, topics text, authors text, language text
-- out: lead_source text, lead_alt text, lead_caption text, lead_credit text, translation_key text
SELECT kind, headline, standfirst, body, slug, section, topics, authors, language, lead_source, lead_alt, lead_caption, lead_credit,
       translation_key
FROM revision
WHERE story_id = :story AND number = :number
