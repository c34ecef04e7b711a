-- What a story is found by: its draft of changes if it was never published, else its row.
-- in: id integer
-- out: headline text, standfirst text, headline_words text
SELECT coalesce(draft.headline, story.headline), coalesce(draft.standfirst, story.standfirst), story.headline_words
FROM story
LEFT JOIN draft ON draft.story_id = story.id AND story.status IN ('draft', 'in_review', 'scheduled')
WHERE story.id = :id
