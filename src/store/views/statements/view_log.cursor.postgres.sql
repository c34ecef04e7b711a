-- out: snapshot text, run text
-- What this transaction sees: the server's own way to say which transactions had ended. And which run of which server says so: after a
-- crash it gives the numbers of transactions out again that it had not written down, and so does a standby that takes over. A crash of one of its
-- processes alone does not start the server anew, but its statistics.
SELECT pg_current_snapshot() AS snapshot,
       extract(epoch FROM pg_postmaster_start_time())::text || ' ' ||
       coalesce((SELECT extract(epoch FROM stats_reset) FROM pg_stat_bgwriter)::text, '') AS run
