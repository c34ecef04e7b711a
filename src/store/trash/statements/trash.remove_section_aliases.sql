-- in: id integer
DELETE FROM section_alias WHERE section_id = :id
