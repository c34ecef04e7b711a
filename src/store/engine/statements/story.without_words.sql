-- in: limit integer
-- out: id integer, headline text, standfirst text
SELECT story.id, coalesce(draft.headline, story.headline), coalesce(draft.standfirst, story.standfirst)
FROM story
LEFT JOIN draft ON draft.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')
WHERE story.headline_words = ''
ORDER BY story.id
LIMIT :limit
