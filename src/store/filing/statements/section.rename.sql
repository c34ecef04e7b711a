-- in: id integer, slug text
UPDATE section SET slug = :slug WHERE id = :id
