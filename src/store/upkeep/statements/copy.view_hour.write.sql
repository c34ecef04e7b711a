-- in: hour integer, story_id integer, views integer, robots integer
INSERT INTO view_hour (hour, story_id, views, robots)
VALUES (:hour, :story_id, :views, :robots)
