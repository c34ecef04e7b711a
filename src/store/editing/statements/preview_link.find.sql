-- in: hash text, now integer
-- out: story integer
SELECT story_id FROM preview_link WHERE hash = :hash AND expires_at > :now
