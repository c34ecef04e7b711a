-- The same along the stories that one name saved first.
-- in: status text, own_of text, owner text, assignee text, drafts integer, language text, section integer, topic integer, author integer
-- in: word_1 text, word_2 text, word_3 text, word_4 text, word_5 text, word_6 text, word_7 text, word_8 text
-- in: from integer, before integer, after_at integer, after_id integer, limit integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM story
WHERE (story.updated_at, story.id) < (:after_at, :after_id) AND story.updated_at >= :from AND story.updated_at < :before
  AND story.headline_words LIKE :word_1 ESCAPE '!'
  AND story.headline_words LIKE :word_2 ESCAPE '!'
  AND story.headline_words LIKE :word_3 ESCAPE '!'
  AND story.headline_words LIKE :word_4 ESCAPE '!'
  AND story.headline_words LIKE :word_5 ESCAPE '!'
  AND story.headline_words LIKE :word_6 ESCAPE '!'
  AND story.headline_words LIKE :word_7 ESCAPE '!'
  AND story.headline_words LIKE :word_8 ESCAPE '!'
  AND story.created_by = :owner
  AND (:status = '' OR story.status = :status)
  AND (:assignee = '' OR story.assignee = :assignee)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
  AND (:own_of = '' OR story.created_by = :own_of OR story.assignee = :own_of OR story.status = 'published')
  AND (:language = '' OR story.language = :language)
  AND (:section = 0 OR story.section_id = :section)
  AND (:topic = 0 OR EXISTS (SELECT 1 FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic))
  AND (:author = 0 OR EXISTS (SELECT 1 FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author))
ORDER BY story.updated_at DESC, story.id DESC
LIMIT :limit
