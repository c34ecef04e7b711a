-- The latest first, with what the topic that stayed is called, and how many stories were handed on or had both.
-- in: limit integer
-- out: id integer, at integer, by text, slug text, name text, into_slug text, into_name text, stories integer
SELECT topic_merge.id, topic_merge.at, topic_merge.merged_by, topic_merge.slug, topic_merge.name, topic.slug, topic.name,
    (SELECT count(*) FROM topic_merge_story WHERE topic_merge_story.merge_id = topic_merge.id)
FROM topic_merge
JOIN topic ON topic.id = topic_merge.into_id
ORDER BY topic_merge.id DESC
LIMIT :limit
