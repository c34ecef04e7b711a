-- in: after_id integer, limit integer
-- out: id integer, kind text, status text, revision integer, slug text, address text, headline text, standfirst text
-- out: opening text, section_id integer, language text, lead_source text, lead_alt text, lead_caption text, lead_credit text
-- out: translation_key text, published_at integer, listed_at integer, updated_at integer, created_at integer
-- out: created_by text, withdrawn_reason text, source text, source_hash text, headline_words text, assignee text, draft_version integer
-- out: feed_id text, language_named integer
SELECT id, kind, status, revision, slug, address, headline, standfirst, opening, section_id, language, lead_source, lead_alt,
    lead_caption, lead_credit, translation_key, published_at, listed_at, updated_at, created_at, created_by, withdrawn_reason,
    coalesce(source, ''), source_hash, headline_words, assignee, draft_version, feed_id, language_named
FROM story
WHERE id > :after_id
ORDER BY id
LIMIT :limit
