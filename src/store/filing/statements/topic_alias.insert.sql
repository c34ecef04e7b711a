-- in: alias text, topic integer
INSERT INTO topic_alias (alias, topic_id) VALUES (:alias, :topic)
