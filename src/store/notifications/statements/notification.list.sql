-- Only about stories that the person may see now: all of them, those that are their own or assigned to them, and what everybody can see of
-- published ones. An unpublished story has the headline of its draft of changes.
-- in: who text, sees_all integer, only_unread integer, before integer, limit integer
-- out: number integer, at integer, kind text, story integer, note integer, done_by text, read_at integer, headline text
SELECT notification.number, notification.at, notification.kind, notification.story_id, notification.note, notification.done_by,
       notification.read_at,
       CASE WHEN story.status = 'published' THEN story.headline ELSE coalesce(draft.headline, story.headline) END
FROM notification
JOIN story ON story.id = notification.story_id
LEFT JOIN draft ON draft.story_id = story.id
WHERE notification.who = :who
  AND notification.number < :before
  AND (:only_unread = 0 OR notification.read_at IS NULL)
  AND story.trash = 0
  AND (:sees_all = 1 OR story.created_by = :who OR story.assignee = :who
       OR (story.status = 'published' AND notification.kind IN ('published', 'corrected', 'proposal_taken')))
ORDER BY notification.number DESC
LIMIT :limit
