-- out: who text
SELECT who FROM notification
UNION
SELECT who FROM notification_choice
ORDER BY 1
