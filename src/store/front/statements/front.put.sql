-- in: version integer, now integer, by text, line text, line_story integer, line_until integer
INSERT INTO front (number, version, edited_at, edited_by, line, line_story_id, line_until)
VALUES (1, :version, :now, :by, :line, :line_story, :line_until)
ON CONFLICT (number) DO UPDATE SET version = excluded.version, edited_at = excluded.edited_at, edited_by = excluded.edited_by,
    line = excluded.line, line_story_id = excluded.line_story_id, line_until = excluded.line_until
