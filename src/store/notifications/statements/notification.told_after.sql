-- in: number integer
-- out: who text
SELECT DISTINCT who FROM notification WHERE number > :number ORDER BY who
