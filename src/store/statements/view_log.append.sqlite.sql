-- in: counts text
INSERT INTO view_log (counts) VALUES (:counts)
