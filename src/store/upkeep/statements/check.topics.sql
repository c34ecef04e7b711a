-- Topics or authors whose number of stories is wrong.
-- out: slug text
SELECT slug
FROM topic
LEFT JOIN (SELECT topic_id, count(*) AS stories FROM story_topic WHERE listed_at IS NOT NULL GROUP BY topic_id) AS counted
       ON counted.topic_id = topic.id
WHERE topic.stories <> coalesce(counted.stories, 0)
ORDER BY slug
