-- in: id integer, position integer
UPDATE section SET position = :position WHERE id = :id
