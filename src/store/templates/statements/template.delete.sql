-- in: id integer
DELETE FROM story_template WHERE id = :id
