-- in: id integer
-- out: alias text
SELECT alias FROM topic_alias WHERE topic_id = :id ORDER BY alias
