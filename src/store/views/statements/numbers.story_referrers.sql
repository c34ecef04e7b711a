-- As numbers.referrers, of one story.
-- in: story integer, first integer, last integer, most integer
-- out: host text, views integer, hosts integer, referred integer
SELECT host, sum(views) AS views, count(*) OVER () AS hosts, sum(sum(views)) OVER () AS referred
FROM story_referrer
WHERE story_id = :story AND hour BETWEEN :first AND :last
GROUP BY host
ORDER BY CASE WHEN host IN ('.', '*') THEN 0 ELSE 1 END, sum(views) DESC, host
LIMIT :most
