-- in: id integer, by integer
-- out: stories integer
UPDATE author SET stories = stories + :by WHERE id = :id RETURNING stories
