-- in: story integer, number integer
-- out: body text
SELECT body FROM revision WHERE story_id = :story AND number = :number
