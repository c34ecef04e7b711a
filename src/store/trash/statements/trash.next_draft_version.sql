-- Restoring is no saving: the time of the story stays.
-- in: story integer
-- out: version integer
UPDATE story SET draft_version = draft_version + 1 WHERE id = :story RETURNING draft_version
