-- in: hour integer
DELETE FROM author_hour WHERE hour = :hour
