-- out: entries integer, first integer, last integer
SELECT count(*), coalesce(min(number), 1), coalesce(max(number), 0) FROM change
