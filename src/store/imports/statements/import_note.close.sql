-- Those that the run has not reported any more.
-- in: source text, kind text, run integer, now integer
UPDATE import_note
SET state = 'done', decided_at = :now, decided_by = ''
WHERE state = 'open' AND kind = :kind AND run_id <> :run AND run_id IN (SELECT id FROM import_run WHERE source = :source)
