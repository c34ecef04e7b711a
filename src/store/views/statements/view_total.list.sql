-- out: story integer, views integer, robots integer, section_id integer, language text, status text, kind text, published_at integer
SELECT view_total.story_id, view_total.views, view_total.robots, story.section_id, story.language, story.status, story.kind,
       story.published_at
FROM view_total
JOIN story ON story.id = view_total.story_id
WHERE view_total.views > 0 OR view_total.robots > 0
ORDER BY view_total.story_id
