-- in: number integer
-- out: failures integer
SELECT failures FROM session WHERE number = :number AND awaits_factor = 1
