-- in: who text
DELETE FROM notification WHERE who = :who
