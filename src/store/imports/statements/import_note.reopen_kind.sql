-- Those that one call has decided.
-- in: run integer, kind text, at integer, by text
UPDATE import_note
SET state = 'open', decided_at = NULL, decided_by = ''
WHERE run_id = :run AND kind = :kind AND state <> 'open' AND decided_at = :at AND decided_by = :by
