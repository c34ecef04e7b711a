-- in: after_story_id integer, limit integer
-- out: story_id integer, views integer, robots integer
SELECT story_id, views, robots
FROM view_total
WHERE story_id > :after_story_id
ORDER BY story_id
LIMIT :limit
