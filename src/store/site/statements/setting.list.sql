-- out: key text, value text
SELECT key, value FROM setting ORDER BY key
