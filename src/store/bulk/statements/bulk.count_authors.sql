UPDATE author
SET stories = counted.stories
FROM (SELECT author_id, count(*) AS stories FROM story_author WHERE listed_at IS NOT NULL GROUP BY author_id) AS counted
WHERE counted.author_id = author.id
