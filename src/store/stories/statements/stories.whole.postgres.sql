-- The stories of `ids`, in their order, with the slugs of their topics and authors.
-- in: ids text
-- out: id integer, kind text, status text, revision integer, slug text, address text, headline text, standfirst text, opening text
-- out: section_id integer, section text, language text, lead_source text, lead_alt text, lead_caption text, lead_credit text
-- out: translation_key text, published_at integer, updated_at integer, created_by text, withdrawn_reason text, source_hash text
-- out: feed_id text, language_named integer
-- out: topics text, authors text
SELECT story.id, story.kind, story.status, story.revision, story.slug, story.address, story.headline, story.standfirst, story.opening,
       story.section_id, section.slug, story.language, story.lead_source, story.lead_alt, story.lead_caption, story.lead_credit,
       story.translation_key, story.published_at, story.updated_at, story.created_by, story.withdrawn_reason, story.source_hash,
       story.feed_id, story.language_named,
       (SELECT string_agg(topic.slug, ' ' ORDER BY story_topic.position)
        FROM story_topic
        JOIN topic ON topic.id = story_topic.topic_id
        WHERE story_topic.story_id = story.id),
       (SELECT string_agg(author.slug, ' ' ORDER BY story_author.position)
        FROM story_author
        JOIN author ON author.id = story_author.author_id
        WHERE story_author.story_id = story.id)
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story ON story.id = wanted.id
LEFT JOIN section ON section.id = story.section_id
ORDER BY wanted.place
