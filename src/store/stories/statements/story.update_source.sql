-- in: id integer, hash text
UPDATE story SET source_hash = :hash WHERE id = :id
