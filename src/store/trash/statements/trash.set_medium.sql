-- in: id integer, trash integer
UPDATE medium SET trash = :trash WHERE id = :id
