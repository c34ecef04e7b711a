-- in: id integer
DELETE FROM topic_alias WHERE topic_id = :id
