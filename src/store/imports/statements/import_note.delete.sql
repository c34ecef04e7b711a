-- in: run integer
DELETE FROM import_note WHERE run_id = :run
