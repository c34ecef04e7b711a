-- in: id integer, slug text, name text, description text
INSERT INTO topic (id, slug, name, description, stories) VALUES (:id, :slug, :name, :description, 0)
