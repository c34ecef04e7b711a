-- in: number integer, hash text, person integer, awaits_factor integer, by_link integer, now integer, address_hint text, user_agent text
INSERT INTO session (number, hash, person, awaits_factor, by_link, created_at, last_used_at, address_hint, user_agent)
VALUES (:number, :hash, :person, :awaits_factor, :by_link, :now, :now, :address_hint, :user_agent)
