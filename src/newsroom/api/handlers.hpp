// SPDX-License-Identifier: GPL-3.0-or-later
// The handlers of all routes; the .cpp files are named after their subject.
// Thread: a reading thread; those of SlowHandler routes run on one of SlowWork's.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

// read_stories.cpp
base::Result<Answer> list_stories(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_revisions(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_revision(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// save_stories.cpp
base::Result<Change> create_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> save_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// publishing.cpp
base::Result<Change> review_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> publish_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> unpublish_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> withdraw_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_entries.cpp
base::Result<Answer> list_sections(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_topics(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_authors(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_site(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_description(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_changes.cpp
base::Result<Answer> list_changes(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_media.cpp
base::Result<Answer> list_media(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_stories_with_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// change_media.cpp
base::Result<Change> change_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> delete_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// put_entries.cpp
base::Result<Change> put_section(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_topic(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_author(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// site_settings.cpp
base::Result<Answer> list_settings(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_setting(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> reset_setting(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// themes.cpp
base::Result<Answer> list_themes(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> preview_theme(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// redirects.cpp
base::Result<Answer> list_redirects(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> add_redirects(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> remove_redirect(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// menus.cpp
base::Result<Answer> list_menus(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_menu(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// sign_in.cpp
base::Result<Answer> sign_in(const Parts& parts, const Call& call);
base::Result<Answer> sign_in_with_link(const Parts& parts, const Call& call);
base::Result<Answer> offer_passkey_sign_in(const Parts& parts, const Call& call);
base::Result<Answer> sign_in_with_passkey(const Parts& parts, const Call& call);
base::Result<Answer> hand_in_second_factor(const Parts& parts, const Call& call);
base::Result<Answer> get_session(const Parts& parts, const Call& call);
base::Result<Answer> sign_out(const Parts& parts, const Call& call);

// own_account.cpp
base::Result<Answer> list_sessions(const Parts& parts, const Call& call);
base::Result<Answer> end_session(const Parts& parts, const Call& call);
base::Result<Answer> end_other_sessions(const Parts& parts, const Call& call);
base::Result<Answer> put_password(const Parts& parts, const Call& call);
base::Result<Answer> offer_second_factor(const Parts& parts, const Call& call);
base::Result<Answer> confirm_second_factor(const Parts& parts, const Call& call);
base::Result<Answer> remove_second_factor(const Parts& parts, const Call& call);

// passkeys.cpp
base::Result<Answer> list_passkeys(const Parts& parts, const Call& call);
base::Result<Answer> offer_passkey(const Parts& parts, const Call& call);
base::Result<Answer> add_passkey(const Parts& parts, const Call& call);
base::Result<Answer> rename_passkey(const Parts& parts, const Call& call);
base::Result<Answer> remove_passkey(const Parts& parts, const Call& call);

// people.cpp
base::Result<Answer> list_people(const Parts& parts, const Call& call);
base::Result<Answer> add_person(const Parts& parts, const Call& call);
base::Result<Answer> change_person(const Parts& parts, const Call& call);
base::Result<Answer> make_sign_in_link(const Parts& parts, const Call& call);

// tokens.cpp
base::Result<Answer> list_tokens(const Parts& parts, const Call& call);
base::Result<Answer> create_token(const Parts& parts, const Call& call);
base::Result<Answer> revoke_token(const Parts& parts, const Call& call);

// read_audit.cpp
base::Result<Answer> list_audit(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// drafts.cpp
base::Result<Answer> get_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> save_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> discard_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> take_in_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// save_stories.cpp
base::Result<Change> restore_revision(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// notes.cpp
base::Result<Answer> list_notes(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> add_note(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> change_note(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> assign_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> be_present(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// corrections.cpp
base::Result<Answer> list_corrections(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> add_correction(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// preview_links.cpp
base::Result<Answer> show_preview(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> open_preview_link(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_preview_links(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> make_preview_link(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> remove_preview_link(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// topics.cpp
base::Result<Change> merge_topic(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_topic_merges(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> undo_topic_merge(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> split_topic(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_numbers.cpp
base::Result<Answer> get_numbers(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_numbers_csv(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_numbers_now(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_story_numbers(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_story_numbers_csv(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// live_numbers.cpp
base::Result<Answer> watch_numbers(const Parts& parts, const Call& call);

}  // namespace stoppress::newsroom
