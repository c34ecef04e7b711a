-- in: origin text
-- out: number integer
SELECT number FROM audit WHERE origin = :origin
