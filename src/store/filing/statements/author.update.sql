-- in: id integer, name text, biography text, email text, url text, organisation text
UPDATE author
SET name = :name, biography = :biography, email = :email, url = :url, organisation = :organisation
WHERE id = :id
