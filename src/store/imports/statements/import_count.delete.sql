-- in: run integer
DELETE FROM import_count WHERE run_id = :run
