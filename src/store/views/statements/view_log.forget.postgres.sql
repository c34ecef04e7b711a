-- in: before integer
DELETE FROM view_log WHERE folded AND at < :before
