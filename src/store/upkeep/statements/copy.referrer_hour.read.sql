-- in: after_hour integer, after_host text, limit integer
-- out: hour integer, host text, views integer
SELECT hour, host, views
FROM referrer_hour
WHERE (hour, host) > (:after_hour, :after_host)
ORDER BY hour, host
LIMIT :limit
