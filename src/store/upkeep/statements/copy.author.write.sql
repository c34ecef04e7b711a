-- in: id integer, slug text, name text, biography text, email text, url text, organisation text, stories integer
INSERT INTO author (id, slug, name, biography, email, url, organisation, stories)
VALUES (:id, :slug, :name, :biography, :email, :url, :organisation, :stories)
