-- in: person integer
-- out: passkeys integer
SELECT COUNT(*) AS passkeys FROM passkey WHERE person = :person
