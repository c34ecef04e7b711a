-- in: name text, stories integer
INSERT INTO tally (name, stories)
VALUES (:name, :stories)
