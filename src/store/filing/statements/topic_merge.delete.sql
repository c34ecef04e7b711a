-- in: id integer
DELETE FROM topic_merge WHERE id = :id
