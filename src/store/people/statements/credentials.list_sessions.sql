-- in: person integer
-- out: number integer, awaits_factor integer, created_at integer, last_used_at integer, address_hint text, user_agent text
SELECT number, awaits_factor, created_at, last_used_at, address_hint, user_agent
FROM session WHERE person = :person ORDER BY last_used_at DESC, number DESC
