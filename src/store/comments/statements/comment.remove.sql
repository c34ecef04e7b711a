-- in: story integer, number integer, removed text
UPDATE comment
SET name = '', url = '', author = '', body = '', removed = :removed
WHERE story_id = :story AND number = :number
