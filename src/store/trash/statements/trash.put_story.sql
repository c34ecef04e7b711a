-- in: id integer, trash integer
UPDATE story SET trash = :trash, section_id = NULL WHERE id = :id
