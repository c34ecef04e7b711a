-- out: id integer, body text
SELECT id, body FROM story_template ORDER BY id
