-- out: locked text
-- Those that change stories take turns, until their commit: changes are numbered in the order in which they come to be seen.
SELECT pg_advisory_xact_lock(1400139633)
