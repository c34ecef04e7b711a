-- in: story integer
DELETE FROM story WHERE id = :story
