-- out: counts text, referrers text
UPDATE view_log SET folded = true WHERE NOT folded RETURNING counts, referrers
