-- in: hash text
-- out: session integer, awaits_factor integer, by_link integer, session_created_at integer, last_used_at integer
-- out: number integer, email text, name text, role text, disabled integer, has_password integer, has_factor integer
-- out: created_at integer, last_seen_at integer
SELECT s.number AS session, s.awaits_factor, s.by_link, s.created_at AS session_created_at, s.last_used_at,
       p.number, p.email, p.name, p.role, p.disabled, CASE WHEN p.password IS NULL THEN 0 ELSE 1 END AS has_password,
       CASE WHEN p.factor IS NULL THEN 0 ELSE 1 END AS has_factor, p.created_at, p.last_seen_at
FROM session s JOIN person p ON p.number = s.person
WHERE s.hash = :hash
