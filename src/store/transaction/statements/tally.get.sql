-- in: name text
-- out: stories integer
SELECT stories FROM tally WHERE name = :name
