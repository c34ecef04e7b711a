-- in: hour integer, section_id integer, language text, views integer, robots integer
INSERT INTO site_hour (hour, section_id, language, views, robots)
VALUES (:hour, :section_id, :language, :views, :robots)
