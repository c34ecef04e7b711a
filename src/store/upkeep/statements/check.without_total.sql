-- out: story integer
SELECT story.id FROM story LEFT JOIN view_total ON view_total.story_id = story.id WHERE view_total.story_id IS NULL ORDER BY story.id
