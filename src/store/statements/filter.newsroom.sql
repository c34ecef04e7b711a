-- Every state, last saved first; `own_of` leaves out what others have not published yet.
-- in: status text, own_of text, language text, section integer, topic integer, author integer
-- in: after_at integer, after_id integer, limit integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM story
WHERE (story.updated_at, story.id) < (:after_at, :after_id)
  AND (:status = '' OR story.status = :status)
  AND (:own_of = '' OR story.created_by = :own_of OR story.status = 'published')
  AND (:language = '' OR story.language = :language)
  AND (:section = 0 OR story.section_id = :section)
  AND (:topic = 0 OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic))
  AND (:author = 0 OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author))
ORDER BY story.updated_at DESC, story.id DESC
LIMIT :limit
