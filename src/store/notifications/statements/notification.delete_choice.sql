-- in: who text
DELETE FROM notification_choice WHERE who = :who
