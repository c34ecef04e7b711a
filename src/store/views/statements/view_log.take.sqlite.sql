-- out: counts text, referrers text
DELETE FROM view_log RETURNING counts, referrers
