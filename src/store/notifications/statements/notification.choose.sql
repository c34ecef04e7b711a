-- in: who text, unwanted text
INSERT INTO notification_choice (who, unwanted) VALUES (:who, :unwanted)
ON CONFLICT (who) DO UPDATE SET unwanted = excluded.unwanted
