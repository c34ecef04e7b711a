-- out: story integer
SELECT story_id
FROM note
GROUP BY story_id
HAVING count(*) <> max(number)
ORDER BY story_id
