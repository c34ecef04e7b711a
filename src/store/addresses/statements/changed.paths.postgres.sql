-- The paths of these stories, and of what they are filed under; and those of these sections, topics and authors.
-- in: stories text, sections text, topics text, authors text
-- out: path text
WITH stories AS (SELECT unnest(:stories::bigint[]) AS id),
     sections AS (SELECT unnest(:sections::bigint[]) AS id),
     topics AS (SELECT unnest(:topics::bigint[]) AS id),
     authors AS (SELECT unnest(:authors::bigint[]) AS id)
SELECT address.path FROM stories JOIN address ON address.story_id = stories.id
UNION ALL
SELECT '/sections/' || section.slug FROM stories JOIN story ON story.id = stories.id JOIN section ON section.id = story.section_id
UNION ALL
SELECT '/topics/' || topic.slug
FROM stories JOIN story_topic ON story_topic.story_id = stories.id JOIN topic ON topic.id = story_topic.topic_id
UNION ALL
SELECT '/authors/' || author.slug
FROM stories JOIN story_author ON story_author.story_id = stories.id JOIN author ON author.id = story_author.author_id
UNION ALL
SELECT '/sections/' || section.slug FROM sections JOIN section ON section.id = sections.id
UNION ALL
SELECT '/sections/' || section_alias.alias FROM sections JOIN section_alias ON section_alias.section_id = sections.id
UNION ALL
SELECT '/topics/' || topic.slug FROM topics JOIN topic ON topic.id = topics.id
UNION ALL
SELECT '/topics/' || topic_alias.alias FROM topics JOIN topic_alias ON topic_alias.topic_id = topics.id
UNION ALL
SELECT '/authors/' || author.slug FROM authors JOIN author ON author.id = authors.id
