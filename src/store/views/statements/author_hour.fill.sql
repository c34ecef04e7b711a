-- in: hour integer
INSERT INTO author_hour (hour, author_id, views, robots)
SELECT view_hour.hour, story_author.author_id, sum(view_hour.views), sum(view_hour.robots)
FROM view_hour
JOIN story_author ON story_author.story_id = view_hour.story_id
WHERE view_hour.hour = :hour
GROUP BY 1, 2
