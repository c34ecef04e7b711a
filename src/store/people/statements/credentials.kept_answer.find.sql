-- in: key text, not_before integer
-- out: request text, status integer, etag text, location text, body text, sealed integer
SELECT request, status, etag, location, body, sealed FROM kept_answer WHERE key = :key AND at >= :not_before
