-- in: story integer, number integer, words text
-- out: number integer
UPDATE correction SET words = :words WHERE story_id = :story AND number = :number RETURNING number
