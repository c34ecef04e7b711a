-- Hours whose sums are not those of their stories.
-- in: first integer, last integer
-- out: hour integer
SELECT coalesce(stories.hour, site.hour)
FROM (SELECT hour, sum(views) AS views, sum(robots) AS robots FROM view_hour WHERE hour BETWEEN :first AND :last GROUP BY hour) AS stories
FULL JOIN (SELECT hour, sum(views) AS views, sum(robots) AS robots FROM site_hour WHERE hour BETWEEN :first AND :last GROUP BY hour) AS site
    ON site.hour = stories.hour
WHERE coalesce(stories.views, 0) <> coalesce(site.views, 0) OR coalesce(stories.robots, 0) <> coalesce(site.robots, 0)
ORDER BY 1
