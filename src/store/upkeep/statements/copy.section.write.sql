-- in: id integer, slug text, name text, description text, stories integer, position integer, chosen integer
INSERT INTO section (id, slug, name, description, stories, position, chosen)
VALUES (:id, :slug, :name, :description, :stories, :position, :chosen)
