-- out: entries integer
SELECT count(*) FROM author WHERE stories > 0
