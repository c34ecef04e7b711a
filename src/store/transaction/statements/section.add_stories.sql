-- in: id integer, by integer
-- out: stories integer
UPDATE section SET stories = stories + :by WHERE id = :id RETURNING stories
