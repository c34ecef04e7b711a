-- in: number integer, step integer
UPDATE person SET factor_step = :step WHERE number = :number
