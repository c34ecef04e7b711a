-- By path; `pattern` is in lower case and finds in either.
-- in: after text, pattern text, limit integer
-- out: path text, target text
SELECT path, target
FROM address
WHERE kind = 'redirect' AND path > :after AND (lower(path) LIKE :pattern ESCAPE '!' OR lower(target) LIKE :pattern ESCAPE '!')
ORDER BY path
LIMIT :limit
