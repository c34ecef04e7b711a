-- Stories that were viewed less in an hour than readers came to them.
-- out: story integer
SELECT DISTINCT summed.story_id
FROM (SELECT story_id, hour, sum(views) AS views FROM story_referrer GROUP BY story_id, hour) AS summed
LEFT JOIN view_hour ON view_hour.hour = summed.hour AND view_hour.story_id = summed.story_id
WHERE view_hour.views IS NULL OR view_hour.views < summed.views
ORDER BY summed.story_id
