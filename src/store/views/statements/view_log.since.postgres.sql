-- in: cursor text, node integer
-- out: counts text
-- What others have logged and nobody could see at `cursor`.
SELECT counts
FROM view_log
WHERE xid >= pg_snapshot_xmin(:cursor::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, :cursor::pg_snapshot) AND node <> :node
ORDER BY number
