-- in: id integer, slug text, name text, description text, email text, url text, organisation text
INSERT INTO author (id, slug, name, biography, email, url, organisation, stories)
VALUES (:id, :slug, :name, :description, :email, :url, :organisation, 0)
