-- in: id integer, slug text
UPDATE story SET slug = :slug WHERE id = :id
