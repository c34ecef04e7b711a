-- in: number integer
UPDATE person SET factor = NULL, factor_offered = NULL, factor_step = 0 WHERE number = :number
