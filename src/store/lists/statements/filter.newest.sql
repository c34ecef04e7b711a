-- Published articles, newest first, narrowed by any of the four; goes on after one story.
-- in: language text, section integer, topic integer, author integer, from integer, before integer
-- in: after_at integer, after_id integer, limit integer, offset integer
-- out: id integer, listed_at integer
SELECT story.id, story.listed_at
FROM story
WHERE story.listed_at IS NOT NULL AND story.listed_at >= :from AND story.listed_at < :before
  AND (story.listed_at, story.id) < (:after_at, :after_id)
  AND (:language = '' OR story.language = :language)
  AND (:section = 0 OR story.section_id = :section)
  AND (:topic = 0 OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic))
  AND (:author = 0 OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author))
ORDER BY story.listed_at DESC, story.id DESC
LIMIT :limit OFFSET :offset
