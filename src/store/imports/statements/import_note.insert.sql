-- `story`: its id in the old system.
-- in: id integer, run integer, key text, kind text, story text, file text, line integer, address text, words text
INSERT INTO import_note (id, run_id, key, kind, story_id, file, line, address, words, state, decided_at, decided_by)
VALUES (:id, :run, :key, :kind, (SELECT id FROM story WHERE source = :story), :file, :line, :address, :words, 'open', NULL, '')
