-- in: id integer, name text, description text
UPDATE section SET name = :name, description = :description WHERE id = :id
