-- in: counts text, referrers text
INSERT INTO view_log (counts, referrers) VALUES (:counts, :referrers)
