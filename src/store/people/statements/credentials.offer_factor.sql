-- in: number integer, secret text
UPDATE person SET factor_offered = :secret WHERE number = :number AND factor IS NULL
