-- in: first integer, last integer
-- out: story integer, hour integer, views integer, robots integer
SELECT story_id, hour, views, robots FROM view_hour WHERE hour BETWEEN :first AND :last ORDER BY hour, story_id
