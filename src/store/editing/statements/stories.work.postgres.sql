-- What the newsroom sees of the stories of `ids` beside their words and state.
-- in: ids text
-- out: story integer, created_by text, assignee text, draft integer, notes_open integer, draft_version integer, trash integer
-- out: proposed_by text, proposed_at integer, proposal_drafted integer
SELECT story.id, story.created_by, story.assignee,
       (SELECT count(*) FROM draft WHERE draft.story_id = story.id),
       (SELECT count(*) FROM note WHERE note.story_id = story.id AND note.resolved_at IS NULL AND note.answers = 0),
       story.draft_version, story.trash, coalesce(proposal.proposed_by, ''), proposal.submitted_at,
       coalesce(proposal.drafted, 0)
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story ON story.id = wanted.id
LEFT JOIN proposal ON proposal.story_id = story.id
ORDER BY wanted.place
