-- in: after_number integer, limit integer
-- out: number integer, origin text, at integer, who text, action text, subject text, detail text, address_hint text
SELECT number, origin, at, who, action, subject, detail, address_hint
FROM audit_outbox
WHERE number > :after_number
ORDER BY number
LIMIT :limit
