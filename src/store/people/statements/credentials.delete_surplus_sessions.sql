-- in: person integer, most integer
DELETE FROM session
WHERE person = :person
  AND number NOT IN (SELECT number FROM session WHERE person = :person ORDER BY last_used_at DESC, number DESC LIMIT :most)
