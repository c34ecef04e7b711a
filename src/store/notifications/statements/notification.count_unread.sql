-- As many as notification.list has.
-- in: who text, sees_all integer
-- out: unread integer
SELECT count(*)
FROM notification
JOIN story ON story.id = notification.story_id
WHERE notification.who = :who
  AND notification.read_at IS NULL
  AND story.trash = 0
  AND (:sees_all = 1 OR story.created_by = :who OR story.assignee = :who
       OR (story.status = 'published' AND notification.kind IN ('published', 'corrected', 'proposal_taken')))
