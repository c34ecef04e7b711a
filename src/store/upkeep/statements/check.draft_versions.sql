-- out: story integer, number integer, body text
SELECT story_id, number, body FROM draft_version ORDER BY story_id, number
