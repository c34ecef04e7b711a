-- in: slug text, name text, biography text, email text, url text, organisation text
-- out: id integer
INSERT INTO author (slug, name, biography, email, url, organisation, stories)
VALUES (:slug, :name, :biography, :email, :url, :organisation, 0)
RETURNING id
