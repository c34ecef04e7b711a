-- in: id integer
DELETE FROM author WHERE id = :id
