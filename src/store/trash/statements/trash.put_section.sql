-- in: id integer, slug text, name text, description text, position integer, chosen integer
INSERT INTO section (id, slug, name, description, stories, position, chosen)
VALUES (:id, :slug, :name, :description, 0, :position, :chosen)
