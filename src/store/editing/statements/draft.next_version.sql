-- A story that was never published counts as saved now: the newsroom's list shows its draft. Readers see when a published one was saved.
-- in: story integer, now integer
-- out: version integer
UPDATE story
SET draft_version = draft_version + 1, updated_at = CASE WHEN status IN ('draft', 'in_review', 'scheduled') THEN :now ELSE updated_at END
WHERE id = :story
RETURNING draft_version
