-- in: number integer, step integer
UPDATE person SET factor = factor_offered, factor_offered = NULL, factor_step = :step WHERE number = :number
