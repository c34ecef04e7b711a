-- What those of the media `ids` were made from that were cropped.
-- in: ids text
-- out: medium integer, made_from integer, x integer, y integer, width integer, height integer, rotate integer
SELECT crop.medium_id, crop.made_from, crop.x, crop.y, crop.width, crop.height, crop.rotate
FROM json_each(:ids) AS wanted
CROSS JOIN crop ON crop.medium_id = wanted.value
