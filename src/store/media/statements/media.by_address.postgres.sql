-- By the hashes of their files, or of those which they have replaced. `address` is the hash asked for.
-- in: hashes text
-- out: address text, id integer, hash text, content_type text, width integer, height integer, size integer, original text
-- out: original_type text, file_name text, alt text, caption text, credit text, copyright text, focal_x integer, focal_y integer
-- out: placeholder text, source text, created_at integer, created_by text, original_width integer, original_height integer
-- out: original_size integer
SELECT medium_address.hash, medium.id, medium.hash, medium.content_type, medium.width, medium.height, medium.size, medium.original,
       medium.original_type, medium.file_name, medium.alt, medium.caption, medium.credit, medium.copyright, medium.focal_x,
       medium.focal_y, medium.placeholder, coalesce(medium.source, ''), medium.created_at, medium.created_by,
       medium.original_width, medium.original_height, medium.original_size
FROM unnest(:hashes::text[]) WITH ORDINALITY AS wanted (id, place)
JOIN medium_address ON medium_address.hash = wanted.id
JOIN medium ON medium.id = medium_address.medium_id
