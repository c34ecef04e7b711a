-- The paths of these stories, and of what they are filed under; and those of these sections, topics and authors. Topics and authors that
-- readers do not see have none.
-- in: stories text, sections text, topics text, authors text
-- out: path text
WITH stories AS (SELECT value AS id FROM json_each(:stories)),
     sections AS (SELECT value AS id FROM json_each(:sections)),
     topics AS (
         SELECT value AS id FROM json_each(:topics)
         UNION
         SELECT story_topic.topic_id FROM stories CROSS JOIN story_topic ON story_topic.story_id = stories.id),
     authors AS (
         SELECT value AS id FROM json_each(:authors)
         UNION
         SELECT story_author.author_id FROM stories CROSS JOIN story_author ON story_author.story_id = stories.id),
     shown_topics AS (
         SELECT topic.id, topic.slug
         FROM topics CROSS JOIN topic ON topic.id = topics.id
         WHERE topic.stories > 0
            OR EXISTS (SELECT 1
                       FROM story_topic AS filed
                       JOIN story AS page ON page.id = filed.story_id
                       WHERE filed.topic_id = topic.id AND filed.listed_at IS NULL AND page.status = 'published')),
     shown_authors AS (
         SELECT author.id, author.slug
         FROM authors CROSS JOIN author ON author.id = authors.id
         WHERE author.stories > 0
            OR EXISTS (SELECT 1
                       FROM story_author AS filed
                       JOIN story AS page ON page.id = filed.story_id
                       WHERE filed.author_id = author.id AND filed.listed_at IS NULL AND page.status = 'published'))
SELECT address.path FROM stories CROSS JOIN address ON address.story_id = stories.id
UNION ALL
SELECT '/sections/' || section.slug FROM stories CROSS JOIN story ON story.id = stories.id JOIN section ON section.id = story.section_id
UNION ALL
SELECT '/sections/' || section.slug FROM sections CROSS JOIN section ON section.id = sections.id
UNION ALL
SELECT '/sections/' || section_alias.alias FROM sections CROSS JOIN section_alias ON section_alias.section_id = sections.id
UNION ALL
SELECT '/topics/' || slug FROM shown_topics
UNION ALL
SELECT '/topics/' || topic_alias.alias FROM shown_topics CROSS JOIN topic_alias ON topic_alias.topic_id = shown_topics.id
UNION ALL
SELECT '/authors/' || slug FROM shown_authors
UNION ALL
SELECT '/authors/' || author_alias.alias FROM shown_authors CROSS JOIN author_alias ON author_alias.author_id = shown_authors.id
