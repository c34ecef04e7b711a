-- All that are open.
-- in: run integer, kind text, state text, at integer, by text
UPDATE import_note SET state = :state, decided_at = :at, decided_by = :by WHERE run_id = :run AND kind = :kind AND state = 'open'
