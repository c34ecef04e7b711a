-- in: after_story_id integer, after_hour integer, after_host text, limit integer
-- out: story_id integer, hour integer, host text, views integer
SELECT story_id, hour, host, views
FROM story_referrer
WHERE (story_id, hour, host) > (:after_story_id, :after_hour, :after_host)
ORDER BY story_id, hour, host
LIMIT :limit
