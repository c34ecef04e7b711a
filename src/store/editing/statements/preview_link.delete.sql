-- in: story integer, number integer
DELETE FROM preview_link WHERE story_id = :story AND number = :number
