-- in: id integer, slug text, name text, description text, stories integer, position integer
INSERT INTO section (id, slug, name, description, stories, position)
VALUES (:id, :slug, :name, :description, :stories, :position)
