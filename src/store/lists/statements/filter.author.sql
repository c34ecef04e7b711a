-- As filter.newest, along the author's own list.
-- in: language text, section integer, topic integer, author integer, from integer, before integer
-- in: after_at integer, after_id integer, limit integer, offset integer
-- out: id integer, listed_at integer
SELECT listed.story_id, listed.listed_at
FROM story_author AS listed
JOIN story ON story.id = listed.story_id
WHERE listed.author_id = :author AND listed.listed_at IS NOT NULL
  AND listed.listed_at >= :from AND listed.listed_at < :before
  AND (listed.listed_at, listed.story_id) < (:after_at, :after_id)
  AND (:language = '' OR story.language = :language)
  AND (:section = 0 OR story.section_id = :section)
  AND (:topic = 0 OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic))
  AND (:author = 0 OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author))
ORDER BY listed.listed_at DESC, listed.story_id DESC
LIMIT :limit OFFSET :offset
