-- in: language text, section integer, topic integer, author integer, limit integer, offset integer
-- out: id integer
SELECT story.id
FROM view_total
CROSS JOIN story
WHERE story.id = view_total.story_id AND view_total.views > 0 AND story.listed_at IS NOT NULL
  AND (:language = '' OR story.language = :language)
  AND (:section = 0 OR story.section_id = :section)
  AND (:topic = 0 OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic))
  AND (:author = 0 OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author))
ORDER BY view_total.views DESC, story.listed_at DESC, story.id DESC
LIMIT :limit OFFSET :offset
