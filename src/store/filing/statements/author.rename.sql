-- in: id integer, slug text
UPDATE author SET slug = :slug WHERE id = :id
