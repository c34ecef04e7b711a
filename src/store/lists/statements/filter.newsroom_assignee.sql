-- The same along the stories that are assigned to one name.
-- in: status text, owner text, assignee text, drafts integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM story
WHERE story.assignee <> '' AND story.assignee = :assignee
  AND (:status = '' OR story.status = :status)
  AND (:owner = '' OR story.created_by = :owner)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
-- part: filter.newsroom
