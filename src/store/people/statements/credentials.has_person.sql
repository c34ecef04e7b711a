-- in: email text
-- out: email text
SELECT email FROM person WHERE email = :email
