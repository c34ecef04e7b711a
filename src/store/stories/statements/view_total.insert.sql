-- in: story integer
INSERT INTO view_total (story_id, views, robots) VALUES (:story, 0, 0)
