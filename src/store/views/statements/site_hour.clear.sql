-- in: hour integer
DELETE FROM site_hour WHERE hour = :hour
