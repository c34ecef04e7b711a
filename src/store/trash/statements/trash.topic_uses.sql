-- The stories with this topic beside published articles, and the drafts of changes that name it, also by a former slug.
-- in: id integer, slug text
-- out: stories integer
SELECT count(*)
FROM (SELECT story_id FROM story_topic WHERE topic_id = :id AND listed_at IS NULL
      UNION
      SELECT draft.story_id
      FROM draft
      JOIN story ON story.id = draft.story_id
      WHERE story.trash = 0
        AND (' ' || draft.topics || ' ' LIKE '% ' || :slug || ' %'
             OR EXISTS (SELECT 1 FROM topic_alias
                        WHERE topic_alias.topic_id = :id AND ' ' || draft.topics || ' ' LIKE '% ' || topic_alias.alias || ' %'))) AS used
