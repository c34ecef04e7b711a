-- in: story integer
-- out: id integer
SELECT author_id FROM story_author WHERE story_id = :story ORDER BY position
