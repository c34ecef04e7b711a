-- in: hour integer, author integer, views integer, robots integer
INSERT INTO author_hour (hour, author_id, views, robots) VALUES (:hour, :author, :views, :robots)
ON CONFLICT (hour, author_id) DO UPDATE SET views = author_hour.views + excluded.views, robots = author_hour.robots + excluded.robots
