-- out: one integer
SELECT 1
