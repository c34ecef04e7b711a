-- in: story integer
-- out: section_id integer, language text, status text, kind text, published_at integer
SELECT section_id, language, status, kind, published_at FROM story WHERE id = :story
