-- The newest first.
-- in: before integer, limit integer
-- out: id integer, format text, name text, began_at integer, ended_at integer, made_by text, complete integer, notes_left_out integer
-- out: open integer, done integer, dismissed integer
SELECT import_run.id, import_run.format, import_run.name, import_run.began_at, import_run.ended_at, import_run.made_by, import_run.complete,
       import_run.notes_left_out,
       (SELECT count(*) FROM import_note WHERE run_id = import_run.id AND state = 'open') AS open,
       (SELECT count(*) FROM import_note WHERE run_id = import_run.id AND state = 'done') AS done,
       (SELECT count(*) FROM import_note WHERE run_id = import_run.id AND state = 'dismissed') AS dismissed
FROM import_run
WHERE import_run.id < :before
ORDER BY import_run.id DESC
LIMIT :limit
