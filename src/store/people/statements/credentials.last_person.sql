-- out: number integer
SELECT person AS number FROM last_number
