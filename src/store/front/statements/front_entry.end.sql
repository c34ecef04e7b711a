-- in: now integer
DELETE FROM front_entry WHERE until <= :now
