-- script
-- SQLite numbers behind the highest by itself.
SELECT 1;
