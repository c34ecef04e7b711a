-- Numbered from 1: there is no table yet of the numbers that were in use.
-- in: slug text, name text, biography text, email text, url text, organisation text
INSERT INTO author (slug, name, biography, email, url, organisation, stories)
VALUES (:slug, :name, :biography, :email, :url, :organisation, 0)
