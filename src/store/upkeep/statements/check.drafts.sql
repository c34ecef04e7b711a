-- out: story integer, body text
SELECT story_id, body FROM draft ORDER BY story_id
