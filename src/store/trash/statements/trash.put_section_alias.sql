-- in: alias text, id integer
INSERT INTO section_alias (alias, section_id) VALUES (:alias, :id)
