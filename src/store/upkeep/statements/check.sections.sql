-- out: slug text
SELECT slug
FROM section
LEFT JOIN (SELECT section_id, count(*) AS stories FROM story WHERE listed_at IS NOT NULL GROUP BY section_id) AS counted
       ON counted.section_id = section.id
WHERE section.stories <> coalesce(counted.stories, 0)
ORDER BY slug
