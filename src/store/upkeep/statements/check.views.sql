-- Stories whose views in all are not the sum of their hours.
-- out: story integer
SELECT coalesce(view_total.story_id, summed.story_id)
FROM (SELECT story_id, sum(views) AS views, sum(robots) AS robots FROM view_hour GROUP BY story_id) AS summed
LEFT JOIN view_total ON view_total.story_id = summed.story_id
WHERE view_total.story_id IS NULL OR view_total.views <> summed.views OR view_total.robots <> summed.robots
UNION ALL
SELECT view_total.story_id
FROM view_total
WHERE (view_total.views <> 0 OR view_total.robots <> 0)
  AND NOT EXISTS (SELECT 1 FROM view_hour WHERE view_hour.story_id = view_total.story_id)
ORDER BY 1
