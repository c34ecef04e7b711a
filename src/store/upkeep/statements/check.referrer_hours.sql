-- Hours in which the whole site's referrers are not those of its stories.
-- out: hour integer
SELECT coalesce(site.hour, stories.hour)
FROM (SELECT hour, sum(views) AS views FROM referrer_hour GROUP BY hour) AS site
FULL JOIN (SELECT hour, sum(views) AS views FROM story_referrer GROUP BY hour) AS stories ON stories.hour = site.hour
WHERE coalesce(site.views, 0) <> coalesce(stories.views, 0)
ORDER BY 1
