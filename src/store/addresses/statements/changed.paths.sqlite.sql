-- The paths of these stories, and of what they are filed under; and those of these sections, topics and authors.
-- in: stories text, sections text, topics text, authors text
-- out: path text
WITH stories AS (SELECT value AS id FROM json_each(:stories)),
     sections AS (SELECT value AS id FROM json_each(:sections)),
     topics AS (SELECT value AS id FROM json_each(:topics)),
     authors AS (SELECT value AS id FROM json_each(:authors))
SELECT address.path FROM stories CROSS JOIN address ON address.story_id = stories.id
UNION ALL
SELECT '/sections/' || section.slug FROM stories CROSS JOIN story ON story.id = stories.id JOIN section ON section.id = story.section_id
UNION ALL
SELECT '/topics/' || topic.slug
FROM stories CROSS JOIN story_topic ON story_topic.story_id = stories.id JOIN topic ON topic.id = story_topic.topic_id
UNION ALL
SELECT '/authors/' || author.slug
FROM stories CROSS JOIN story_author ON story_author.story_id = stories.id JOIN author ON author.id = story_author.author_id
UNION ALL
SELECT '/sections/' || section.slug FROM sections CROSS JOIN section ON section.id = sections.id
UNION ALL
SELECT '/sections/' || section_alias.alias FROM sections CROSS JOIN section_alias ON section_alias.section_id = sections.id
UNION ALL
SELECT '/topics/' || topic.slug FROM topics CROSS JOIN topic ON topic.id = topics.id
UNION ALL
SELECT '/topics/' || topic_alias.alias FROM topics CROSS JOIN topic_alias ON topic_alias.topic_id = topics.id
UNION ALL
SELECT '/authors/' || author.slug FROM authors CROSS JOIN author ON author.id = authors.id
