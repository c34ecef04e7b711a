-- out: number integer, at integer, who text, action text, subject text, detail text, address_hint text, origin text, hash text
SELECT number, at, who, action, subject, detail, address_hint, origin, hash FROM audit ORDER BY number
