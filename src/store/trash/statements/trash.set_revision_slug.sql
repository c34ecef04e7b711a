-- in: story integer, number integer, slug text
UPDATE revision SET slug = :slug WHERE story_id = :story AND number = :number
