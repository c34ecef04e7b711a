-- in: id integer, assignee text
UPDATE story SET assignee = :assignee WHERE id = :id
