-- out: story integer
SELECT proposal.story_id
FROM proposal
LEFT JOIN draft ON draft.story_id = proposal.story_id
WHERE proposal.drafted = 1 AND draft.story_id IS NULL
ORDER BY proposal.story_id
