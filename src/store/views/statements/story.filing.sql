-- in: story integer
-- out: section_id integer, language text
SELECT section_id, language FROM story WHERE id = :story
