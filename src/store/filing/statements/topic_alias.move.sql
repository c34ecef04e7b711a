-- in: topic integer, other integer
UPDATE topic_alias SET topic_id = :other WHERE topic_id = :topic
