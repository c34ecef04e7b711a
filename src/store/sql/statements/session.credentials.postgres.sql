-- script
-- Of the connection that knows tokens: tables of a schema that the others do not look into.
SET default_transaction_isolation = 'read committed';
SET lock_timeout = '10s';
SET client_connection_check_interval = '2s';
CREATE SCHEMA IF NOT EXISTS stoppress_credentials;
SET search_path = stoppress_credentials;
