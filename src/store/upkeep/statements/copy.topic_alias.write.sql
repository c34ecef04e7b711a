-- in: alias text, topic_id integer
INSERT INTO topic_alias (alias, topic_id)
VALUES (:alias, :topic_id)
