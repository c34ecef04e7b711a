-- What the newsroom sees of a story beside its words and state.
-- in: id integer
-- out: created_by text, assignee text, draft integer, notes_open integer
SELECT story.created_by, story.assignee,
       (SELECT count(*) FROM draft WHERE draft.story_id = story.id),
       (SELECT count(*) FROM note WHERE note.story_id = story.id AND note.resolved_at IS NULL)
FROM story
WHERE story.id = :id
