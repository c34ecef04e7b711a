-- in: name text, by integer
UPDATE tally SET stories = stories - :by WHERE name = :name
