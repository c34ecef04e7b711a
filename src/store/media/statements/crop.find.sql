-- in: made_from integer, x integer, y integer, width integer, height integer, rotate integer
-- out: medium integer
SELECT medium_id
FROM crop
WHERE made_from = :made_from AND x = :x AND y = :y AND width = :width AND height = :height AND rotate = :rotate
ORDER BY medium_id
LIMIT 1
