-- in: number integer
-- out: secret text, offered text, step integer
SELECT factor AS secret, factor_offered AS offered, factor_step AS step FROM person WHERE number = :number
