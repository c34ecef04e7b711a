-- How many stories name each medium of `ids`, by its own hash or one that it has replaced. Those that none names are left out.
-- in: ids text
-- out: medium integer, stories integer
SELECT wanted.value, count(DISTINCT medium_use.story_id)
FROM json_each(:ids) AS wanted
CROSS JOIN medium_address ON medium_address.medium_id = wanted.value
JOIN medium_use ON medium_use.hash = medium_address.hash
GROUP BY wanted.value
