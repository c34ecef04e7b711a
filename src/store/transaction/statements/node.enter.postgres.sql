-- in: id integer, now integer
INSERT INTO node (id, commits, started_at, seen_at) VALUES (:id, 0, :now, :now)
ON CONFLICT (id) DO NOTHING
