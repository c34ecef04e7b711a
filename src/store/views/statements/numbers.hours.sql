-- in: first integer, last integer
-- out: hour integer, views integer, robots integer
SELECT hour, sum(views), sum(robots) FROM site_hour WHERE hour BETWEEN :first AND :last GROUP BY hour ORDER BY hour
