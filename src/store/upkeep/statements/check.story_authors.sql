-- Stories whose date in the list of a author is not their own.
-- out: story integer
SELECT DISTINCT story_author.story_id
FROM story_author
JOIN story ON story.id = story_author.story_id
WHERE (story_author.listed_at IS NULL) <> (story.listed_at IS NULL) OR story_author.listed_at <> story.listed_at
ORDER BY story_author.story_id
