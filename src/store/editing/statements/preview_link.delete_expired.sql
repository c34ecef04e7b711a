-- in: now integer
DELETE FROM preview_link WHERE expires_at <= :now
