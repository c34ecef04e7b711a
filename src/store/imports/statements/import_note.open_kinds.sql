-- in: source text
-- out: kind text, notes integer
SELECT import_note.kind, count(*) AS notes
FROM import_note
JOIN import_run ON import_run.id = import_note.run_id
WHERE import_run.source = :source AND import_note.state = 'open'
GROUP BY import_note.kind
