-- in: format text, name text, source text, began_at integer, ended_at integer, made_by text, complete integer, notes_left_out integer
-- out: id integer
INSERT INTO import_run (id, format, name, source, began_at, ended_at, made_by, complete, notes_left_out)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM import_run), :format, :name, :source, :began_at, :ended_at, :made_by, :complete, :notes_left_out)
RETURNING id
