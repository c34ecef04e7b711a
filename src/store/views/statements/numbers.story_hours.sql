-- in: story integer, first integer, last integer
-- out: hour integer, views integer, robots integer
SELECT hour, views, robots FROM view_hour WHERE story_id = :story AND hour BETWEEN :first AND :last ORDER BY hour
