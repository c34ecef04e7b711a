-- out: number integer
SELECT coalesce(max(number), 0) FROM last_number_of WHERE kind = 'notification'
