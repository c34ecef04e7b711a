-- in: id integer, until integer
UPDATE story SET embargo_until = :until WHERE id = :id
