-- Old runs of which nothing is left to do.
-- in: until integer
-- out: id integer
SELECT id FROM import_run
WHERE id <= :until AND NOT EXISTS (SELECT 1 FROM import_note WHERE run_id = import_run.id AND state = 'open')
ORDER BY id
