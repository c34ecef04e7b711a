-- in: slug text, name text, description text
-- out: id integer
INSERT INTO section (slug, name, description, stories) VALUES (:slug, :name, :description, 0) RETURNING id
