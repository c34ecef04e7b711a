-- in: number integer, at integer, who text, action text, subject text, detail text, address_hint text, origin text, hash text
INSERT INTO audit (number, at, who, action, subject, detail, address_hint, origin, hash)
VALUES (:number, :at, :who, :action, :subject, :detail, :address_hint, nullif(:origin, ''), :hash)
