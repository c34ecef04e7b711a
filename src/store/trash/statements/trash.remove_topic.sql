-- in: id integer
DELETE FROM topic WHERE id = :id
