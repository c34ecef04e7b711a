-- in: alias text, id integer
INSERT INTO topic_alias (alias, topic_id) VALUES (:alias, :id)
