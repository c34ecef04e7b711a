-- in: number integer, person integer, credential text, algorithm integer, public_key text, sign_count integer, backup_eligible integer
-- in: backed_up integer, transports text, name text, created_at integer
INSERT INTO passkey (number, person, credential, algorithm, public_key, sign_count, backup_eligible, backed_up, transports, name, created_at)
VALUES (:number, :person, :credential, :algorithm, :public_key, :sign_count, :backup_eligible, :backed_up, :transports, :name, :created_at)
ON CONFLICT DO NOTHING
