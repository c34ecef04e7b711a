-- out: key text
SELECT key FROM challenge_key
