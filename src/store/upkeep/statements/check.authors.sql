-- Topics or authors whose number of stories is wrong.
-- out: slug text
SELECT slug
FROM author
LEFT JOIN (SELECT author_id, count(*) AS stories FROM story_author WHERE listed_at IS NOT NULL GROUP BY author_id) AS counted
       ON counted.author_id = author.id
WHERE author.stories <> coalesce(counted.stories, 0)
ORDER BY slug
