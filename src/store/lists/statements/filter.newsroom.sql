-- Every state, last saved first; `own_of` leaves out what others have not published yet. Goes along all stories; the words are in the index.
-- in: status text, owner text, assignee text, drafts integer
-- out: id integer, updated_at integer
SELECT story.id, story.updated_at
FROM story
WHERE (:status = '' OR story.status = :status)
  AND (:owner = '' OR story.created_by = :owner)
  AND (:assignee = '' OR story.assignee = :assignee)
  AND (:drafts = 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.story_id = story.id))
-- part: filter.newsroom
