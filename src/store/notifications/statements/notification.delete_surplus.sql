-- All but the latest of a person.
-- in: who text, most integer
DELETE FROM notification
WHERE who = :who
  AND number <= (SELECT number FROM notification WHERE who = :who ORDER BY number DESC LIMIT 1 OFFSET :most)
