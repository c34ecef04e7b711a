-- out: number integer, counts text, referrers text
SELECT number, counts, referrers FROM view_log ORDER BY number
