-- out: name text
SELECT tally.name
FROM tally
LEFT JOIN (SELECT 'language:' || language AS name, count(*) AS stories FROM story WHERE listed_at IS NOT NULL GROUP BY language
           UNION ALL
           SELECT kind, count(*) FROM story WHERE status = 'published' GROUP BY kind) AS counted
       ON counted.name = tally.name
WHERE tally.stories <> coalesce(counted.stories, 0)
ORDER BY tally.name
