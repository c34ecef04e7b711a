-- in: number integer
DELETE FROM session WHERE number = :number
