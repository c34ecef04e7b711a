-- Whether there is such a note, and whether it begins a thread that is still open.
-- in: story integer, number integer
-- out: answers integer, resolved_at integer
SELECT answers, resolved_at FROM note WHERE story_id = :story AND number = :number
