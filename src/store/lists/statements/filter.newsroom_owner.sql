-- The same along the stories that one name saved first.
-- in: status text, owner text, assignee text, drafts integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM story
WHERE story.created_by = :owner
  AND (:status = '' OR story.status = :status)
  AND (:assignee = '' OR story.assignee = :assignee)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
-- part: filter.newsroom
