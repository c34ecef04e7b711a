-- in: source text
-- out: id integer, source_hash text
SELECT id, source_hash FROM story WHERE source = :source
