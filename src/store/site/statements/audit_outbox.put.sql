-- in: origin text, at integer, who text, action text, subject text, detail text, address_hint text
INSERT INTO audit_outbox (number, origin, at, who, action, subject, detail, address_hint)
VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM audit_outbox), :origin, :at, :who, :action, :subject, :detail, :address_hint)
