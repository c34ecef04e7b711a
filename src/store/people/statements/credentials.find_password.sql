-- in: number integer
-- out: password text
SELECT password FROM person WHERE number = :number
