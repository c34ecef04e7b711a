-- script
-- A file's transaction may wait.
SELECT 1;
