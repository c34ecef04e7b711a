-- in: last integer
DELETE FROM view_log WHERE number <= :last
