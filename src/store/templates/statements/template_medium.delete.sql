-- in: template integer
DELETE FROM template_medium WHERE template_id = :template
