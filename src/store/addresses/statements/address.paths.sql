-- Every path at which something stands or stood, in order.
-- in: after text, limit integer
-- out: path text
SELECT path FROM address WHERE path > :after ORDER BY path LIMIT :limit
