-- in: after_hour integer, after_story_id integer, limit integer
-- out: hour integer, story_id integer, views integer, robots integer
SELECT hour, story_id, views, robots
FROM view_hour
WHERE (hour, story_id) > (:after_hour, :after_story_id)
ORDER BY hour, story_id
LIMIT :limit
