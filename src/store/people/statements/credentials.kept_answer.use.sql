-- in: who text, not_before integer
-- out: answers integer, size integer
SELECT COUNT(*) AS answers, COALESCE(SUM(size), 0) AS size FROM kept_answer WHERE who = :who AND at >= :not_before
