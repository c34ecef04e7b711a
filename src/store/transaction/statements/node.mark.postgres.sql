-- in: id integer, commits integer, now integer
INSERT INTO node (id, commits, started_at, seen_at) VALUES (:id, :commits, :now, :now)
ON CONFLICT (id) DO UPDATE SET commits = excluded.commits, seen_at = excluded.seen_at
