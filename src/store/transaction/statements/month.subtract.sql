-- in: month text, by integer
UPDATE month SET stories = stories - :by WHERE month = :month
