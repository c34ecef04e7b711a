-- in: after_hour integer, after_author_id integer, limit integer
-- out: hour integer, author_id integer, views integer, robots integer
SELECT hour, author_id, views, robots
FROM author_hour
WHERE (hour, author_id) > (:after_hour, :after_author_id)
ORDER BY hour, author_id
LIMIT :limit
