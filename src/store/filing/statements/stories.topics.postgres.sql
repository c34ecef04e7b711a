-- The topics of the stories of `ids`, without aliases.
-- in: ids text
-- out: story integer, id integer, slug text, name text, description text, stories integer
SELECT story_topic.story_id, topic.id, topic.slug, topic.name, topic.description, topic.stories
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story_topic ON story_topic.story_id = wanted.id
JOIN topic ON topic.id = story_topic.topic_id
ORDER BY wanted.place, story_topic.position
