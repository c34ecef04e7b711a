-- in: key text
-- out: id integer, run_id integer, state text, decided_at integer, decided_by text
SELECT id, run_id, state, decided_at, decided_by FROM import_note WHERE key = :key
