-- Arrays of one length: the nth of each belong together.
-- in: stories text, views text, robots text
UPDATE view_total
SET views = view_total.views + added.views, robots = view_total.robots + added.robots
FROM (SELECT one.story, sum(one.views)::bigint AS views, sum(one.robots)::bigint AS robots
      FROM unnest(:stories::bigint[], :views::bigint[], :robots::bigint[]) AS one (story, views, robots)
      GROUP BY one.story) AS added
WHERE view_total.story_id = added.story
