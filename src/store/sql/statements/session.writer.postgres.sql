-- script
-- Of a connection that writes. What the server's owner has set stays, but a commit that could be lost is no commit.
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
SET default_transaction_isolation = 'read committed';
SET default_transaction_read_only = off;
SET lock_timeout = '10s';
SET idle_in_transaction_session_timeout = '60s';
SET client_connection_check_interval = '2s';
SET extra_float_digits = 1;
