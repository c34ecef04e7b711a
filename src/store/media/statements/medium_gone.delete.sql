-- in: hash text, part text
DELETE FROM medium_gone WHERE hash = :hash AND part = :part
