-- in: id integer
-- out: alias text
SELECT alias FROM section_alias WHERE section_id = :id ORDER BY alias
