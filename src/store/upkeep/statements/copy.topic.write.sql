-- in: id integer, slug text, name text, description text, stories integer
INSERT INTO topic (id, slug, name, description, stories)
VALUES (:id, :slug, :name, :description, :stories)
