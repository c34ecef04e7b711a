-- out: number integer
SELECT session AS number FROM last_number
