-- Arrays of one length: the nth of each belong together. After referrer_hour.add_all: a host that is no longer told apart for the whole site
-- is not for a story either.
-- in: stories text, hours text, hosts text, views text, most integer
WITH added AS (
    SELECT one.story, one.hour, one.host, sum(one.views)::bigint AS views
    FROM unnest(:stories::bigint[], :hours::bigint[], :hosts::text[], :views::bigint[]) AS one (story, hour, host, views)
    GROUP BY one.story, one.hour, one.host
), marked AS (
    SELECT added.story, added.hour, added.host, added.views, stored.host IS NOT NULL OR added.host IN ('.', '*') AS known,
           site.host IS NULL AS refused
    FROM added
    LEFT JOIN story_referrer AS stored ON stored.story_id = added.story AND stored.hour = added.hour AND stored.host = added.host
    LEFT JOIN referrer_hour AS site ON site.hour = added.hour AND site.host = added.host
), placed AS (
    SELECT story, hour, host, views, known, refused,
           row_number() OVER (PARTITION BY story, hour, known, refused ORDER BY views DESC, host) AS place
    FROM marked
), there AS (
    SELECT story_id, hour, count(*) AS hosts
    FROM story_referrer
    WHERE (story_id, hour) IN (SELECT story, hour FROM added) AND host NOT IN ('.', '*')
    GROUP BY story_id, hour
)
INSERT INTO story_referrer (story_id, hour, host, views)
SELECT placed.story, placed.hour,
       CASE WHEN placed.known OR (NOT placed.refused AND placed.place + coalesce(there.hosts, 0) <= :most) THEN placed.host ELSE '*' END,
       sum(placed.views)::bigint
FROM placed
LEFT JOIN there ON there.story_id = placed.story AND there.hour = placed.hour
GROUP BY 1, 2, 3
ON CONFLICT (story_id, hour, host) DO UPDATE SET views = story_referrer.views + excluded.views
