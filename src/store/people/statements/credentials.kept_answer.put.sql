-- in: key text, who text, at integer, request text, status integer, etag text, location text, body text, sealed integer, size integer
INSERT INTO kept_answer (key, who, at, request, status, etag, location, body, sealed, size)
VALUES (:key, :who, :at, :request, :status, :etag, :location, :body, :sealed, :size)
ON CONFLICT (key) DO UPDATE SET at = excluded.at, request = excluded.request, status = excluded.status, etag = excluded.etag,
                                location = excluded.location, body = excluded.body, sealed = excluded.sealed, size = excluded.size
