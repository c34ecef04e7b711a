-- Arrays of one length: the nth of each belong together.
-- in: stories text, hours text, views text, robots text
INSERT INTO view_hour (hour, story_id, views, robots)
SELECT one.hour, one.story, sum(one.views)::bigint, sum(one.robots)::bigint
FROM unnest(:stories::bigint[], :hours::bigint[], :views::bigint[], :robots::bigint[]) AS one (story, hour, views, robots)
GROUP BY one.hour, one.story
ON CONFLICT (hour, story_id) DO UPDATE SET views = view_hour.views + excluded.views, robots = view_hour.robots + excluded.robots
