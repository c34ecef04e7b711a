-- in: who text, number integer, now integer
UPDATE notification SET read_at = :now WHERE who = :who AND number = :number AND read_at IS NULL
