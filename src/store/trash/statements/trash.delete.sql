-- in: number integer
DELETE FROM trash WHERE number = :number
