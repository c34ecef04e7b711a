-- in: story integer, views integer, robots integer
UPDATE view_total SET views = views + :views, robots = robots + :robots WHERE story_id = :story
