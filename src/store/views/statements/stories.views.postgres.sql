-- The views of the stories of `ids` that are added up: since three hours, and in all. In any order.
-- in: ids text, day integer, week integer, month integer
-- out: story integer, day integer, week integer, month integer, total integer
SELECT wanted.id, sum(CASE WHEN view_hour.hour >= :day THEN view_hour.views ELSE 0 END),
       sum(CASE WHEN view_hour.hour >= :week THEN view_hour.views ELSE 0 END), coalesce(sum(view_hour.views), 0),
       coalesce((SELECT view_total.views FROM view_total WHERE view_total.story_id = wanted.id), 0)
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
LEFT JOIN view_hour ON view_hour.story_id = wanted.id AND view_hour.hour >= :month
GROUP BY wanted.id
