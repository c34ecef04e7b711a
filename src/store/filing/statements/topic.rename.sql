-- in: id integer, slug text
UPDATE topic SET slug = :slug WHERE id = :id
