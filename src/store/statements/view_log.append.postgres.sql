-- in: node integer, at integer, counts text
INSERT INTO view_log (node, at, counts) VALUES (:node, :at, :counts)
