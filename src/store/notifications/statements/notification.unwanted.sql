-- in: who text
-- out: unwanted text
SELECT unwanted FROM notification_choice WHERE who = :who
