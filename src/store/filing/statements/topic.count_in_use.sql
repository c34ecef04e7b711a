-- out: entries integer
SELECT count(*) FROM topic WHERE stories > 0
