-- in: alias text, section integer
INSERT INTO section_alias (alias, section_id) VALUES (:alias, :section)
