-- in: slug text
UPDATE section SET chosen = 1 WHERE slug = :slug AND chosen = 0
