-- Those that notification.list has.
-- in: who text, sees_all integer, number integer, now integer
UPDATE notification SET read_at = :now
WHERE who = :who AND number <= :number AND read_at IS NULL
  AND EXISTS (SELECT 1 FROM story
              WHERE story.id = notification.story_id AND story.trash = 0
                AND (:sees_all = 1 OR story.created_by = :who OR story.assignee = :who
                     OR (story.status = 'published' AND notification.kind IN ('published', 'corrected', 'proposal_taken'))))
