-- out: number integer
SELECT coalesce(max(number), 0) FROM change
