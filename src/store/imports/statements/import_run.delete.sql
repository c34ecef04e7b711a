-- in: id integer
DELETE FROM import_run WHERE id = :id
