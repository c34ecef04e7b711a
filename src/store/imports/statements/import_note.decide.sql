-- in: id integer, state text, at integer, by text
UPDATE import_note SET state = :state, decided_at = :at, decided_by = :by WHERE id = :id
