-- in: month text, stories integer
INSERT INTO month (month, stories)
VALUES (:month, :stories)
