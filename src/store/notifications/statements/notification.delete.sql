-- in: number integer
DELETE FROM notification WHERE number = :number
