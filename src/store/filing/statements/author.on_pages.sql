-- Published pages by this author: no list counts them.
-- in: id integer
-- out: pages integer
SELECT count(*)
FROM story_author
JOIN story ON story.id = story_author.story_id
WHERE story_author.author_id = :id AND story_author.listed_at IS NULL AND story.status = 'published'
