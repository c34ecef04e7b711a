-- out: unlocked text
SELECT pg_advisory_unlock(1400139632)
