-- in: number integer
UPDATE session SET failures = failures + 1 WHERE number = :number
