-- in: number integer
-- out: handle text
SELECT handle FROM person WHERE number = :number
