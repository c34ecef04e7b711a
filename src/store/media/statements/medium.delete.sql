-- in: id integer
DELETE FROM medium WHERE id = :id
