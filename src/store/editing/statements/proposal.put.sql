-- in: story integer, by text, submitted_at integer, drafted integer, note text, correction_kind text, correction text
INSERT INTO proposal (story_id, proposed_by, submitted_at, drafted, note, correction_kind, correction)
VALUES (:story, :by, :submitted_at, :drafted, :note, :correction_kind, :correction)
ON CONFLICT (story_id) DO UPDATE
SET proposed_by = excluded.proposed_by, submitted_at = excluded.submitted_at, drafted = excluded.drafted, note = excluded.note,
    correction_kind = excluded.correction_kind, correction = excluded.correction
