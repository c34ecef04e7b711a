-- in: number integer, origin text, at integer, who text, action text, subject text, detail text, address_hint text
INSERT INTO audit_outbox (number, origin, at, who, action, subject, detail, address_hint)
VALUES (:number, :origin, :at, :who, :action, :subject, :detail, :address_hint)
