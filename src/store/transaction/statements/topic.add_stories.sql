-- in: id integer, by integer
-- out: stories integer
UPDATE topic SET stories = stories + :by WHERE id = :id RETURNING stories
