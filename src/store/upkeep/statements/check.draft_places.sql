-- out: story integer
SELECT draft.story_id
FROM draft
LEFT JOIN story ON story.id = draft.story_id
WHERE story.id IS NULL OR draft.base_revision > story.revision OR draft.version > story.draft_version
ORDER BY draft.story_id
