-- in: story integer, hour integer, views integer, robots integer
INSERT INTO view_hour (hour, story_id, views, robots) VALUES (:hour, :story, :views, :robots)
ON CONFLICT (hour, story_id) DO UPDATE SET views = view_hour.views + excluded.views, robots = view_hour.robots + excluded.robots
