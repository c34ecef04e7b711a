-- The stories of `ids`, in their order, with the slugs of their topics and authors. A story that was never published is as its draft of
-- changes says, if it has one: what the newsroom lists is what is being written. Only the opening is that of the last revision.
-- in: ids text
-- out: id integer, kind text, status text, revision integer, slug text, address text, headline text, standfirst text, opening text
-- out: section_id integer, section text, language text, lead_source text, lead_alt text, lead_caption text, lead_credit text
-- out: translation_key text, published_at integer, updated_at integer, created_by text, withdrawn_reason text, source_hash text
-- out: feed_id text, language_named integer, embargo_until integer
-- out: topics text, authors text
SELECT story.id, coalesce(draft.kind, story.kind), story.status, story.revision, coalesce(nullif(draft.slug, ''), story.slug), story.address,
       coalesce(draft.headline, story.headline), coalesce(draft.standfirst, story.standfirst), story.opening, story.section_id,
       coalesce(draft.section, section.slug), coalesce(draft.language, story.language), coalesce(draft.lead_source, story.lead_source),
       coalesce(draft.lead_alt, story.lead_alt), coalesce(draft.lead_caption, story.lead_caption),
       coalesce(draft.lead_credit, story.lead_credit), coalesce(draft.translation_key, story.translation_key), story.published_at,
       story.updated_at, story.created_by, story.withdrawn_reason, story.source_hash, story.feed_id,
       coalesce(draft.language_named, story.language_named), story.embargo_until,
       coalesce(draft.topics, (SELECT string_agg(topic.slug, ' ' ORDER BY story_topic.position)
        FROM story_topic
        JOIN topic ON topic.id = story_topic.topic_id
        WHERE story_topic.story_id = story.id)),
       coalesce(draft.authors, (SELECT string_agg(author.slug, ' ' ORDER BY story_author.position)
        FROM story_author
        JOIN author ON author.id = story_author.author_id
        WHERE story_author.story_id = story.id))
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story ON story.id = wanted.id
LEFT JOIN draft ON draft.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')
LEFT JOIN section ON section.id = story.section_id
ORDER BY wanted.place
