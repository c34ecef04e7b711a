-- The same along the stories in one state, which is not the published one.
-- in: status text, owner text, assignee text, drafts integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM story
WHERE story.status <> 'published' AND story.status = :status
  AND (:owner = '' OR story.created_by = :owner)
  AND (:assignee = '' OR story.assignee = :assignee)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
-- part: filter.newsroom
