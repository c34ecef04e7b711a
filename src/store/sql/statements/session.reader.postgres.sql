-- script
-- Of every connection that only reads.
SET default_transaction_read_only = on;
SET idle_in_transaction_session_timeout = '60s';
SET client_connection_check_interval = '2s';
