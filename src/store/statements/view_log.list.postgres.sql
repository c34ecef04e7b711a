-- out: number integer, counts text
SELECT number, counts FROM view_log WHERE NOT folded ORDER BY number
