-- in: run integer
-- out: part text, name text, items integer, taken integer, changed integer, unchanged integer, skipped integer, refused integer
SELECT part, name, items, taken, changed, unchanged, skipped, refused FROM import_count WHERE run_id = :run ORDER BY position
