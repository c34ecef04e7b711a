-- out: admins integer
SELECT count(*) AS admins FROM person WHERE role = 'admin' AND disabled = 0
