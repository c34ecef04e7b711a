-- in: story integer
-- out: proposed_by text, submitted_at integer, drafted integer, note text, correction_kind text, correction text
SELECT proposed_by, submitted_at, drafted, note, correction_kind, correction
FROM proposal
WHERE story_id = :story
