-- in: expired_before integer
DELETE FROM used_challenge WHERE expires_at < :expired_before
