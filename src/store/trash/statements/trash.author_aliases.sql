-- in: id integer
-- out: alias text
SELECT alias FROM author_alias WHERE author_id = :id ORDER BY alias
