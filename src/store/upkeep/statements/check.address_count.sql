-- out: addresses integer
SELECT count(*) FROM address
