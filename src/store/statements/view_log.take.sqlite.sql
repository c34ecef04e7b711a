-- out: counts text
DELETE FROM view_log RETURNING counts
