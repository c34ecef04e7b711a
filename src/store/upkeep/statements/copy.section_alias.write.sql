-- in: alias text, section_id integer
INSERT INTO section_alias (alias, section_id)
VALUES (:alias, :section_id)
