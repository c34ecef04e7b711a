-- By the views since `from_hour`; the newer story first among equals.
-- in: from_hour integer, language text, section integer, topic integer, author integer, limit integer, offset integer
-- out: id integer
SELECT story.id
FROM (SELECT +story_id AS story_id, sum(views) AS views FROM view_hour WHERE hour >= :from_hour GROUP BY 1) AS viewed
JOIN story ON story.id = viewed.story_id
WHERE viewed.views > 0 AND story.listed_at IS NOT NULL
  AND (:language = '' OR story.language = :language)
  AND (:section = 0 OR story.section_id = :section)
  AND (:topic = 0 OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic))
  AND (:author = 0 OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author))
ORDER BY viewed.views DESC, story.listed_at DESC, story.id DESC
LIMIT :limit OFFSET :offset
