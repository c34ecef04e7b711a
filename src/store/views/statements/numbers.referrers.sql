-- The site itself and the others first, then the hosts with the most views; `hosts` and `referred` are of all there are.
-- in: first integer, last integer, most integer
-- out: host text, views integer, hosts integer, referred integer
SELECT host, sum(views) AS views, count(*) OVER () AS hosts, sum(sum(views)) OVER () AS referred
FROM referrer_hour
WHERE hour BETWEEN :first AND :last
GROUP BY host
ORDER BY CASE WHEN host IN ('.', '*') THEN 0 ELSE 1 END, sum(views) DESC, host
LIMIT :most
