-- in: person integer
-- out: number integer, person integer, credential text, algorithm integer, public_key text, sign_count integer, backup_eligible integer
-- out: backed_up integer, transports text, name text, created_at integer, last_used_at integer
SELECT number, person, credential, algorithm, public_key, sign_count, backup_eligible, backed_up, transports, name, created_at, last_used_at
FROM passkey WHERE person = :person ORDER BY number
