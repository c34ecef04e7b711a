-- in: used_before integer, made_before integer, asked_before integer
DELETE FROM session
WHERE last_used_at < :used_before OR created_at < :made_before OR (awaits_factor = 1 AND created_at < :asked_before)
