-- in: node integer, at integer, counts text, referrers text
INSERT INTO view_log (node, at, counts, referrers) VALUES (:node, :at, :counts, :referrers)
