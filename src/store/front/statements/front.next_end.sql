-- out: until integer
SELECT min(ends.until) FROM (SELECT until FROM front_entry UNION ALL SELECT line_until FROM front) AS ends
