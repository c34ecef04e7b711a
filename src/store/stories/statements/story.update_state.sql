-- in: id integer, status text, address text, published_at integer, listed_at integer, reason text, feed_id text
UPDATE story
SET status = :status, address = :address, published_at = :published_at, listed_at = :listed_at, withdrawn_reason = :reason,
    feed_id = :feed_id,
    embargo_until = CASE WHEN :status IN ('published', 'withdrawn') THEN NULL ELSE embargo_until END
WHERE id = :id
