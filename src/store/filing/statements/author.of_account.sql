-- The author that belongs to an account, or else one of the person's name that belongs to nobody. `email` is in lower case; imports bring
-- others.
-- in: email text, name text
-- out: slug text, email text
SELECT slug, email
FROM author
WHERE lower(email) = :email OR (email = '' AND name = :name)
ORDER BY CASE WHEN lower(email) = :email THEN 0 ELSE 1 END, id
LIMIT 1
