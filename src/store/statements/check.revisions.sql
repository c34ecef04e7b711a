-- out: story integer, number integer, body text
SELECT story_id, number, body FROM revision ORDER BY story_id, number
