-- in: number integer, password text
UPDATE person SET password = :password WHERE number = :number
