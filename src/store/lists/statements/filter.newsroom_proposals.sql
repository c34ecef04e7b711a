-- The same along the stories with a submitted proposal, which are few: they come first, and SQLite keeps to the order.
-- in: status text, owner text, assignee text, drafts integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM proposal
CROSS JOIN story
WHERE story.id = proposal.story_id AND proposal.submitted_at IS NOT NULL
  AND (:status = '' OR story.status = :status)
  AND (:owner = '' OR story.created_by = :owner)
  AND (:assignee = '' OR story.assignee = :assignee)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
-- part: filter.newsroom
