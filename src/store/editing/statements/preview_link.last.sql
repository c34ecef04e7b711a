-- in: story integer
-- out: number integer, links integer
SELECT coalesce(max(number), 0), count(*) FROM preview_link WHERE story_id = :story
