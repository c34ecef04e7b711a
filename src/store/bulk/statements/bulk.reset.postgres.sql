-- script
-- Of tables without stories: sections, topics and authors are numbered from 1 again.
TRUNCATE section, topic, author, topic_alias, story, revision, story_topic, story_author, address, month, tally, view_hour, view_total, view_log,
         site_hour, author_hour, referrer_hour, story_referrer, topic_merge, topic_merge_alias, topic_merge_story,
         change, made_with, medium, draft, proposal, note, notification, notification_choice, correction, preview_link, section_alias, author_alias, draft_version,
         rendition, recording, recording_captions, crop, comment, medium_address, medium_use, medium_gone,
         front, front_entry, story_template, template_medium, import_run, import_count, import_note, trash, last_number_of, audit_outbox, kept_answer
RESTART IDENTITY;
