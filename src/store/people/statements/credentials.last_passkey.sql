-- out: number integer
SELECT passkey AS number FROM last_number
