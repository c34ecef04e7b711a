-- in: hour integer, section integer, language text, views integer, robots integer
INSERT INTO site_hour (hour, section_id, language, views, robots) VALUES (:hour, :section, :language, :views, :robots)
ON CONFLICT (hour, section_id, language) DO UPDATE
SET views = site_hour.views + excluded.views, robots = site_hour.robots + excluded.robots
