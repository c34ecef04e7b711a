-- A later run has reported it again.
-- in: id integer, run integer, kind text, story text, line integer, address text, state text, decided_at integer, decided_by text
UPDATE import_note
SET run_id = :run, kind = :kind, story_id = (SELECT story.id FROM story WHERE story.source = :story), line = :line, address = :address,
    state = :state, decided_at = :decided_at, decided_by = :decided_by
WHERE id = :id
