-- in: number integer, sign_count integer, backed_up integer, now integer
UPDATE passkey SET sign_count = :sign_count, backed_up = :backed_up, last_used_at = :now WHERE number = :number
