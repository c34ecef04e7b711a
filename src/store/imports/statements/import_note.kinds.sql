-- in: run integer
-- out: kind text, open integer, done integer, dismissed integer
SELECT kind, count(*) FILTER (WHERE state = 'open') AS open, count(*) FILTER (WHERE state = 'done') AS done,
       count(*) FILTER (WHERE state = 'dismissed') AS dismissed
FROM import_note
WHERE run_id = :run
GROUP BY kind
ORDER BY kind
