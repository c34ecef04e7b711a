-- Numbered from 1: there is no table yet of the numbers that were in use.
-- in: slug text, name text, description text
INSERT INTO topic (slug, name, description, stories) VALUES (:slug, :name, :description, 0)
