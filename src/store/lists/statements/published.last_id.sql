-- out: id integer
SELECT id FROM story WHERE status = 'published' ORDER BY id DESC LIMIT 1
