-- in: story integer, day integer, week integer, month integer
-- out: day integer, week integer, month integer, total integer
SELECT coalesce(sum(CASE WHEN hour >= :day THEN views ELSE 0 END), 0), coalesce(sum(CASE WHEN hour >= :week THEN views ELSE 0 END), 0),
       coalesce(sum(views), 0), coalesce((SELECT views FROM view_total WHERE story_id = :story), 0)
FROM view_hour
WHERE story_id = :story AND hour >= :month
