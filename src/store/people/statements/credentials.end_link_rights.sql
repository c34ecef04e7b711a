-- in: number integer
UPDATE session SET by_link = 0 WHERE number = :number
