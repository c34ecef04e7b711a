-- Arrays of one length: the nth of each belong together. A host that is new to an hour which has enough of them is one of the others.
-- in: hours text, hosts text, views text, most integer
WITH added AS (
    SELECT one.hour, one.host, sum(one.views)::bigint AS views
    FROM unnest(:hours::bigint[], :hosts::text[], :views::bigint[]) AS one (hour, host, views)
    GROUP BY one.hour, one.host
), marked AS (
    SELECT added.hour, added.host, added.views, stored.host IS NOT NULL OR added.host IN ('.', '*') AS known
    FROM added
    LEFT JOIN referrer_hour AS stored ON stored.hour = added.hour AND stored.host = added.host
), placed AS (
    SELECT hour, host, views, known, row_number() OVER (PARTITION BY hour, known ORDER BY views DESC, host) AS place
    FROM marked
), there AS (
    SELECT hour, count(*) AS hosts
    FROM referrer_hour
    WHERE hour IN (SELECT hour FROM added) AND host NOT IN ('.', '*')
    GROUP BY hour
)
INSERT INTO referrer_hour (hour, host, views)
SELECT placed.hour,
       CASE WHEN placed.known OR placed.place + coalesce(there.hosts, 0) <= :most THEN placed.host ELSE '*' END,
       sum(placed.views)::bigint
FROM placed
LEFT JOIN there ON there.hour = placed.hour
GROUP BY 1, 2
ON CONFLICT (hour, host) DO UPDATE SET views = referrer_hour.views + excluded.views
