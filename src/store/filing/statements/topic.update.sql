-- in: id integer, name text, description text
UPDATE topic SET name = :name, description = :description WHERE id = :id
