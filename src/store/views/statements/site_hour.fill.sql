-- in: hour integer
INSERT INTO site_hour (hour, section_id, language, views, robots)
SELECT view_hour.hour, coalesce(story.section_id, 0), story.language, sum(view_hour.views), sum(view_hour.robots)
FROM view_hour
JOIN story ON story.id = view_hour.story_id
WHERE view_hour.hour = :hour
GROUP BY 1, 2, 3
