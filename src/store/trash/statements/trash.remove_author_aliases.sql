-- in: id integer
DELETE FROM author_alias WHERE author_id = :id
