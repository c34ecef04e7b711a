-- in: after_number integer, limit integer
-- out: number integer, at integer, who text, action text, subject text, detail text, address_hint text, origin text, hash text
SELECT number, at, who, action, subject, detail, address_hint, coalesce(origin, '') AS origin, hash
FROM audit
WHERE number > :after_number
ORDER BY number
LIMIT :limit
