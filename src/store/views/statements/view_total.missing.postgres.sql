-- in: stories text
-- out: story integer
SELECT asked.story
FROM unnest(:stories::bigint[]) AS asked (story)
WHERE NOT EXISTS (SELECT 1 FROM view_total WHERE view_total.story_id = asked.story)
LIMIT 1
