-- What the newsroom sees of the stories of `ids` beside their words and state.
-- in: ids text
-- out: story integer, created_by text, assignee text, draft integer, notes_open integer, draft_version integer, trash integer
SELECT story.id, story.created_by, story.assignee,
       (SELECT count(*) FROM draft WHERE draft.story_id = story.id),
       (SELECT count(*) FROM note WHERE note.story_id = story.id AND note.resolved_at IS NULL),
       story.draft_version, story.trash
FROM json_each(:ids) AS wanted
CROSS JOIN story ON story.id = wanted.value
ORDER BY wanted.key
