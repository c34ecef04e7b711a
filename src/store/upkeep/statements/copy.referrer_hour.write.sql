-- in: hour integer, host text, views integer
INSERT INTO referrer_hour (hour, host, views)
VALUES (:hour, :host, :views)
