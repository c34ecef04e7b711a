-- The published articles among `ids`, in their order.
-- in: ids text
-- out: id integer, kind text, status text, revision integer, slug text, address text, headline text, standfirst text, opening text
-- out: section_id integer, section text, language text, lead_source text, lead_alt text, lead_caption text, lead_credit text
-- out: translation_key text, published_at integer, updated_at integer, created_by text, withdrawn_reason text, source_hash text
-- out: feed_id text, language_named integer, embargo_until integer
SELECT story.id, story.kind, story.status, story.revision, story.slug, story.address, story.headline, story.standfirst, story.opening,
       story.section_id, section.slug, story.language, story.lead_source, story.lead_alt, story.lead_caption, story.lead_credit,
       story.translation_key, story.published_at, story.updated_at, story.created_by, story.withdrawn_reason, story.source_hash,
       story.feed_id, story.language_named, story.embargo_until
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story ON story.id = wanted.id
LEFT JOIN section ON section.id = story.section_id
WHERE story.listed_at IS NOT NULL
ORDER BY wanted.place
