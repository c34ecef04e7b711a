-- Who works on it: who created it, to whom it is assigned, and the accounts of its authors.
-- in: story integer
-- out: who text
SELECT created_by FROM story WHERE id = :story
UNION
SELECT assignee FROM story WHERE id = :story AND assignee <> ''
UNION
SELECT lower(author.email)
FROM story_author
JOIN author ON author.id = story_author.author_id
WHERE story_author.story_id = :story AND author.email <> ''
ORDER BY 1
