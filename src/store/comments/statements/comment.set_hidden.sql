-- in: story integer, number integer, hidden integer
UPDATE comment SET hidden = :hidden WHERE story_id = :story AND number = :number
