-- in: id integer
DELETE FROM section WHERE id = :id
