-- The paths of all sections, and of the topics and authors that readers see, under every name that they have or had. The path of a topic or
-- author that only unpublished stories have is like one that is nowhere, so its answer takes no longer.
-- out: path text
WITH shown_topics AS (
         SELECT topic.id, topic.slug
         FROM topic
         WHERE topic.stories > 0
            OR EXISTS (SELECT 1
                       FROM story_topic AS filed
                       JOIN story AS page ON page.id = filed.story_id
                       WHERE filed.topic_id = topic.id AND filed.listed_at IS NULL AND page.status = 'published')),
     shown_authors AS (
         SELECT author.id, author.slug
         FROM author
         WHERE author.stories > 0
            OR EXISTS (SELECT 1
                       FROM story_author AS filed
                       JOIN story AS page ON page.id = filed.story_id
                       WHERE filed.author_id = author.id AND filed.listed_at IS NULL AND page.status = 'published'))
SELECT '/sections/' || slug FROM section
UNION ALL
SELECT '/sections/' || alias FROM section_alias
UNION ALL
SELECT '/topics/' || slug FROM shown_topics
UNION ALL
SELECT '/topics/' || topic_alias.alias FROM shown_topics JOIN topic_alias ON topic_alias.topic_id = shown_topics.id
UNION ALL
SELECT '/authors/' || slug FROM shown_authors
UNION ALL
SELECT '/authors/' || author_alias.alias FROM shown_authors JOIN author_alias ON author_alias.author_id = shown_authors.id
