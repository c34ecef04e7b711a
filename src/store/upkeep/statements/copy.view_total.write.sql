-- in: story_id integer, views integer, robots integer
INSERT INTO view_total (story_id, views, robots)
VALUES (:story_id, :views, :robots)
