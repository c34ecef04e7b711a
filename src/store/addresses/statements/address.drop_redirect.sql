-- Something of its own stands there again.
-- in: path text
DELETE FROM address WHERE path = :path AND kind = 'redirect'
