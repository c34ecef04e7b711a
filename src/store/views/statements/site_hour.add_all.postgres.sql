-- Arrays of one length: the nth of each belong together.
-- in: stories text, hours text, views text, robots text
INSERT INTO site_hour (hour, section_id, language, views, robots)
SELECT one.hour, coalesce(story.section_id, 0), story.language, sum(one.views)::bigint, sum(one.robots)::bigint
FROM unnest(:stories::bigint[], :hours::bigint[], :views::bigint[], :robots::bigint[]) AS one (story, hour, views, robots)
JOIN story ON story.id = one.story
GROUP BY 1, 2, 3
ON CONFLICT (hour, section_id, language) DO UPDATE
SET views = site_hour.views + excluded.views, robots = site_hour.robots + excluded.robots
