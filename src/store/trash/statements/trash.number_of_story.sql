-- in: id integer
-- out: trash integer
SELECT trash FROM story WHERE id = :id
