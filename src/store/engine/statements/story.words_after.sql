-- in: after integer, limit integer
-- out: id integer, headline text, standfirst text, headline_words text
SELECT story.id, coalesce(draft.headline, story.headline), coalesce(draft.standfirst, story.standfirst), story.headline_words
FROM story
LEFT JOIN draft ON draft.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')
WHERE story.id > :after
ORDER BY story.id
LIMIT :limit
