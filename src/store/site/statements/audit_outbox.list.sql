-- in: limit integer
-- out: origin text, at integer, who text, action text, subject text, detail text, address_hint text
SELECT origin, at, who, action, subject, detail, address_hint FROM audit_outbox ORDER BY number LIMIT :limit
