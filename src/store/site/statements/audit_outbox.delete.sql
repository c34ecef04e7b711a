-- in: origin text
DELETE FROM audit_outbox WHERE origin = :origin
