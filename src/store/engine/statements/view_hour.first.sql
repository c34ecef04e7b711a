-- out: hour integer
SELECT min(hour) FROM view_hour
