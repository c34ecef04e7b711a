-- What a picture was made from first stays: equal pieces of two pictures are one file.
-- in: medium integer, made_from integer, x integer, y integer, width integer, height integer, rotate integer
INSERT INTO crop (medium_id, made_from, x, y, width, height, rotate)
VALUES (:medium, :made_from, :x, :y, :width, :height, :rotate)
ON CONFLICT (medium_id) DO NOTHING
