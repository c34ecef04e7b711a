-- in: before integer, limit integer, who text, about text, since integer, until integer
-- out: number integer, at integer, who text, action text, subject text, detail text, address_hint text, origin text, hash text
SELECT number, at, who, action, subject, detail, address_hint, origin, hash FROM audit
WHERE number < :before AND (:who = '' OR who = :who) AND (:about = '' OR substr(action, 1, length(:about) + 1) = :about || '.')
    AND at >= :since AND at < :until
ORDER BY number DESC LIMIT :limit
