-- out: number integer, counts text
SELECT number, counts FROM view_log ORDER BY number
