-- in: number integer, now integer
UPDATE person SET last_seen_at = :now WHERE number = :number
