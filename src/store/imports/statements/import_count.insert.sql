-- in: run integer, position integer, part text, name text, items integer, taken integer, changed integer, unchanged integer, skipped integer
-- in: refused integer
INSERT INTO import_count (run_id, position, part, name, items, taken, changed, unchanged, skipped, refused)
VALUES (:run, :position, :part, :name, :items, :taken, :changed, :unchanged, :skipped, :refused)
