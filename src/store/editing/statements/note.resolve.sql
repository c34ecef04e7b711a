-- in: story integer, number integer, resolved_at integer, resolved_by text
-- out: number integer
UPDATE note SET resolved_at = :resolved_at, resolved_by = :resolved_by WHERE story_id = :story AND number = :number RETURNING number
