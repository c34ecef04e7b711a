-- script
-- Between two statements an archive's files are read or written, which may take longer than what others may wait for: no limit.
SET idle_in_transaction_session_timeout = 0;
