-- out: story integer
SELECT story_id
FROM comment
GROUP BY story_id
HAVING count(*) <> max(number)
ORDER BY story_id
