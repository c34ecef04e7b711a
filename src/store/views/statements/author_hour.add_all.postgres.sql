-- Arrays of one length: the nth of each belong together.
-- in: stories text, hours text, views text, robots text
INSERT INTO author_hour (hour, author_id, views, robots)
SELECT one.hour, story_author.author_id, sum(one.views)::bigint, sum(one.robots)::bigint
FROM unnest(:stories::bigint[], :hours::bigint[], :views::bigint[], :robots::bigint[]) AS one (story, hour, views, robots)
JOIN story_author ON story_author.story_id = one.story
GROUP BY 1, 2
ON CONFLICT (hour, author_id) DO UPDATE SET views = author_hour.views + excluded.views, robots = author_hour.robots + excluded.robots
