-- Published pages in this section: no list counts them.
-- in: id integer
-- out: pages integer
SELECT count(*) FROM story WHERE section_id = :id AND status = 'published' AND kind = 'page'
