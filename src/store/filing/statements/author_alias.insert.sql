-- in: alias text, author integer
INSERT INTO author_alias (alias, author_id) VALUES (:alias, :author)
