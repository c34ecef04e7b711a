-- Wakes the other nodes with the commit.
-- in: number text
-- out: notified text
SELECT pg_notify('stoppress_change', :number)
