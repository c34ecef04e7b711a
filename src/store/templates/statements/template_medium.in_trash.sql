-- The files that a template uses and that are in the trash.
-- in: template integer
-- out: id integer
SELECT DISTINCT medium.id
FROM template_medium
JOIN medium_address ON medium_address.hash = template_medium.hash
JOIN medium ON medium.id = medium_address.medium_id
WHERE template_medium.template_id = :template AND medium.trash <> 0
