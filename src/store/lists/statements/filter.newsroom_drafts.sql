-- The same along the stories with a draft of changes, which are few: they come first, and SQLite keeps to the order.
-- in: status text, owner text, assignee text
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM draft
CROSS JOIN story
WHERE story.id = draft.story_id
  AND (:status = '' OR story.status = :status)
  AND (:owner = '' OR story.created_by = :owner)
  AND (:assignee = '' OR story.assignee = :assignee)
-- part: filter.newsroom
