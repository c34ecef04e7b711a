-- The draft as it is now becomes a version.
-- in: story integer, number integer, reason text, size integer
INSERT INTO draft_version (story_id, number, saved_at, saved_by, reason, size, kind, headline, standfirst, body, slug, section, topics, authors,
                           language, lead_source, lead_alt, lead_caption, lead_credit, translation_key)
SELECT story_id, :number, saved_at, saved_by, :reason, :size, kind, headline, standfirst, body, slug, section, topics, authors,
       language, lead_source, lead_alt, lead_caption, lead_credit, translation_key
FROM draft
WHERE story_id = :story
