-- in: number integer, now integer
UPDATE session SET last_used_at = :now WHERE number = :number
