-- What is scheduled, the first due first: the newsroom's calendar.
-- in: own_of text, owner text, assignee text, drafts integer, language text, section integer, topic integer, author integer
-- in: word_1 text, word_2 text, word_3 text, word_4 text, word_5 text, word_6 text, word_7 text, word_8 text
-- in: from integer, before integer, after_at integer, after_id integer, limit integer
-- out: id integer, published_at integer
SELECT story.id, story.published_at
FROM story
WHERE story.status = 'scheduled'
  AND (story.published_at, story.id) > (:after_at, :after_id) AND story.published_at >= :from AND story.published_at < :before
  AND story.headline_words LIKE :word_1 ESCAPE '!'
  AND story.headline_words LIKE :word_2 ESCAPE '!'
  AND story.headline_words LIKE :word_3 ESCAPE '!'
  AND story.headline_words LIKE :word_4 ESCAPE '!'
  AND story.headline_words LIKE :word_5 ESCAPE '!'
  AND story.headline_words LIKE :word_6 ESCAPE '!'
  AND story.headline_words LIKE :word_7 ESCAPE '!'
  AND story.headline_words LIKE :word_8 ESCAPE '!'
  AND (:owner = '' OR story.created_by = :owner)
  AND (:assignee = '' OR story.assignee = :assignee)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
  AND (:own_of = '' OR story.created_by = :own_of OR story.assignee = :own_of OR story.status = 'published')
  AND (:language = ''
       OR :language = coalesce((SELECT shown.language FROM draft AS shown WHERE shown.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')),
                               story.language))
  AND (:section = 0
       OR coalesce((SELECT CASE WHEN EXISTS (SELECT 1 FROM section WHERE section.id = :section AND section.slug = shown.section)
                                OR EXISTS (SELECT 1 FROM section_alias WHERE section_alias.section_id = :section AND section_alias.alias = shown.section)
                           THEN 1 ELSE 0 END
                    FROM draft AS shown
                    WHERE shown.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')),
                   CASE WHEN story.section_id = :section THEN 1 ELSE 0 END) = 1)
  AND (:topic = 0
       OR coalesce((SELECT CASE WHEN EXISTS (SELECT 1 FROM topic WHERE topic.id = :topic AND ' ' || shown.topics || ' ' LIKE '% ' || topic.slug || ' %')
                                OR EXISTS (SELECT 1 FROM topic_alias
                                           WHERE topic_alias.topic_id = :topic AND ' ' || shown.topics || ' ' LIKE '% ' || topic_alias.alias || ' %')
                           THEN 1 ELSE 0 END
                    FROM draft AS shown
                    WHERE shown.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')),
                   (SELECT count(*) FROM story_topic WHERE story_topic.story_id = story.id AND story_topic.topic_id = :topic)) > 0)
  AND (:author = 0
       OR coalesce((SELECT CASE WHEN EXISTS (SELECT 1 FROM author WHERE author.id = :author AND ' ' || shown.authors || ' ' LIKE '% ' || author.slug || ' %')
                                OR EXISTS (SELECT 1 FROM author_alias
                                           WHERE author_alias.author_id = :author AND ' ' || shown.authors || ' ' LIKE '% ' || author_alias.alias || ' %')
                           THEN 1 ELSE 0 END
                    FROM draft AS shown
                    WHERE shown.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')),
                   (SELECT count(*) FROM story_author WHERE story_author.story_id = story.id AND story_author.author_id = :author)) > 0)
ORDER BY story.published_at, story.id
LIMIT :limit
