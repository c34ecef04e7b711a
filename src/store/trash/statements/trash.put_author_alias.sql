-- in: alias text, id integer
INSERT INTO author_alias (alias, author_id) VALUES (:alias, :id)
