-- in: after_story_id integer, after_position integer, limit integer
-- out: story_id integer, position integer, author_id integer, listed_at integer
SELECT story_id, position, author_id, listed_at
FROM story_author
WHERE (story_id, position) > (:after_story_id, :after_position)
ORDER BY story_id, position
LIMIT :limit
