-- out: story integer, number integer, body text
SELECT story_id, number, body FROM comment WHERE removed = '' ORDER BY story_id, number
