-- out: name text, row integer, parent text
SELECT "table", rowid, parent FROM pragma_foreign_key_check
