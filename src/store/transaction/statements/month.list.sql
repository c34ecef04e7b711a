-- out: month text, stories integer
SELECT month, stories FROM month WHERE stories > 0 ORDER BY month DESC
