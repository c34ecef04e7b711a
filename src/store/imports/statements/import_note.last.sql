-- out: id integer
SELECT coalesce(max(id), 0) AS id FROM import_note
