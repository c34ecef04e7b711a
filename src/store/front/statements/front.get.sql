-- out: version integer, edited_at integer, edited_by text, line text, line_story integer, line_until integer
SELECT version, edited_at, edited_by, line, line_story_id, line_until FROM front
