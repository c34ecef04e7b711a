-- in: run integer, id integer
-- out: id integer, kind text, story_id integer, headline text, language text, file text, line integer, address text, words text
-- out: state text, decided_at integer, decided_by text
SELECT import_note.id, import_note.kind, story.id AS story_id, story.headline, story.language, import_note.file, import_note.line,
       import_note.address, import_note.words, import_note.state, import_note.decided_at, import_note.decided_by
FROM import_note
LEFT JOIN story ON story.id = import_note.story_id AND story.trash = 0
WHERE import_note.run_id = :run AND import_note.id = :id
