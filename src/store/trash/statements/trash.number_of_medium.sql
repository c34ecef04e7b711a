-- in: id integer
-- out: trash integer
SELECT trash FROM medium WHERE id = :id
