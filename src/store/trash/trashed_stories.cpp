// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trash/trashed_stories.hpp"

#include <algorithm>

#include "store/addresses/addressing.hpp"
#include "store/editing/editing_rows.hpp"
#include "store/filing/entries.hpp"
#include "store/lists/filing.hpp"
#include "store/media/media_address.hpp"
#include "store/media/media_uses.hpp"
#include "store/slug_list.hpp"
#include "store/stories/story_row.hpp"
#include "store/stories/words.hpp"
#include "store/trash/trash_rows.hpp"
#include "store/trash/trashed_entries.hpp"

namespace stoppress::store {

namespace {

using base::ErrorCode;
using story::Status;

base::Result<void> check_deletable(const StoryRow& row) {
    if (row.status == Status::scheduled) {
        return base::fail(ErrorCode::conflict, "The story is scheduled; unschedule it before deleting it.", {"story-scheduled"});
    }
    // An imported draft has an address and an id in feeds, though nobody has seen it.
    const bool shown = row.published_at || (row.source_hash.empty() && (!row.feed_id.empty() || !row.address.empty()));
    if ((row.status != Status::draft && row.status != Status::in_review) || shown) {
        return base::fail(ErrorCode::conflict, "Only stories that were never published can be deleted; withdraw this one instead.",
                          {"story-was-published"});
    }
    return {};
}

/// What readers of the newsroom's lists know the story by.
std::string shown_headline(Session& session, const StoryRow& row) {
    if (auto draft = find_draft(session, row.id); draft.has_value() && *draft) {
        return (*draft)->content.headline;
    }
    return row.headline;
}

/// The slugs that exist, or could be restored; the others are added to `gone`. Only what was deleted after the story comes back
/// with it: nobody restores by it what had been deleted before.
template <class Find>
std::vector<std::string> existing(WriterSession& writer, const TrashEntry& of, TrashKind kind, const std::vector<std::string>& slugs,
                                  const Find& find, std::vector<std::string>& gone) {
    std::vector<std::string> there;
    for (const auto& slug : slugs) {
        if (!find(writer, slug)) {
            const auto entry = find_trash(writer.session(), kind, slug);
            if (!entry || entry->number < of.number || !take_entry_from_trash(writer, *entry).has_value()) {
                gone.push_back(slug);
                continue;
            }
        }
        there.push_back(slug);
    }
    return there;
}

struct Filed {
    std::string section;
    std::vector<std::string> topics;
    std::vector<std::string> authors;
};

Filed existing_of(WriterSession& writer, const TrashEntry& of, const story::Content& content, std::vector<std::string>& gone) {
    Filed filed;
    if (!content.section.empty() && !existing(writer, of, TrashKind::section, {content.section}, find_section, gone).empty()) {
        filed.section = content.section;
    }
    filed.topics = existing(writer, of, TrashKind::topic, content.topics, find_topic, gone);
    filed.authors = existing(writer, of, TrashKind::author, content.authors, find_author, gone);
    return filed;
}

template <class Id, class Find>
std::vector<Id> ids_of(WriterSession& writer, const std::vector<std::string>& slugs, const Find& find) {
    std::vector<Id> ids;
    for (const auto& slug : slugs) {
        if (const auto id = find(writer, slug); id && std::ranges::find(ids, *id) == ids.end()) {
            ids.push_back(*id);
        }
    }
    return ids;
}

/// Its own slug, unless another story has taken it.
std::string settle_slug(WriterSession& writer, const StoryRow& row) {
    auto slug = free_slug(writer, row.slug, row.id);
    if (slug != row.slug) {
        auto& session = writer.session();
        session.query("trash.set_revision_slug").set("story", row.id.value).set("number", row.revision).set("slug", slug).run();
    }
    return slug;
}

/// A draft that names what is gone could not be saved. It gets another version, so that an open editor hears of it.
base::Result<void> settle_draft(WriterSession& writer, const TrashEntry& of, std::string_view slug, std::string_view former,
                                std::vector<std::string>& gone) {
    auto& session = writer.session();
    TRY(const auto draft, find_draft(session, {of.item}));
    if (!draft) {
        return {};
    }
    const auto& content = draft->content;
    const auto filed = existing_of(writer, of, content, gone);
    const auto wanted = content.slug == former ? std::string(slug) : content.slug;
    if (wanted == content.slug && filed.section == content.section && filed.topics == content.topics && filed.authors == content.authors) {
        return {};
    }
    auto next = session.query("trash.next_draft_version");
    next.set("story", of.item).one();
    auto query = session.query("trash.set_draft_filing");
    query.set("story", of.item).set("version", next.integer("version")).set("slug", wanted).set("section", filed.section);
    query.set("topics", join_words(filed.topics)).set("authors", join_words(filed.authors)).run();
    return {};
}

}  // namespace

base::Result<TrashEntry> put_story_into_trash(WriterSession& writer, base::StoryId id, const std::string& by) {
    auto& session = writer.session();
    TRY(const auto row, story_row(session, id));
    if (auto known = find_trash(session, trash_of_story(session, id))) {
        return std::move(*known);
    }
    TRY_VOID(check_deletable(row));
    refile(writer, "trashed", id, {}, {});
    TrashEntry entry;
    entry.number = writer.last_change();
    entry.kind = TrashKind::story;
    entry.item = id.value;
    entry.at = writer.now();
    entry.by = by;
    entry.owner = row.created_by;
    entry.name = shown_headline(session, row);
    insert_trash(session, entry);
    session.query("trash.put_story").set("id", id.value).set("trash", entry.number).run();
    file_under(writer, id, {}, {});
    remove_media_uses(writer, id);
    return entry;
}

base::Result<Restored> take_story_from_trash(WriterSession& writer, const TrashEntry& entry) {
    auto& session = writer.session();
    const base::StoryId id{entry.item};
    TRY(const auto row, story_row(session, id));
    TRY(const auto content, load_revision(session, id, row.revision));
    Restored restored{TrashKind::story, entry.item, settle_slug(writer, row), {}};
    const auto filed = content ? existing_of(writer, entry, *content, restored.left_out) : Filed{};
    const auto section = filed.section.empty() ? std::nullopt : find_section(writer, filed.section);
    auto update = session.query("trash.take_story");
    update.set("id", id.value).set("slug", restored.slug).set("section", section.value_or(base::SectionId{})).run();
    file_under(writer, id, ids_of<base::TopicId>(writer, filed.topics, find_topic),
               ids_of<base::AuthorId>(writer, filed.authors, find_author));
    TRY_VOID(settle_draft(writer, entry, restored.slug, row.slug, restored.left_out));
    if (content) {
        update_media_uses(writer, id, media_hashes(content->lead_image, content->body));
    }
    delete_trash(session, entry.number);
    refile(writer, "restored", id, {}, {});
    std::ranges::sort(restored.left_out);
    restored.left_out.erase(std::ranges::unique(restored.left_out).begin(), restored.left_out.end());
    return restored;
}

void remove_story(WriterSession& writer, const TrashEntry& entry) {
    auto& session = writer.session();
    const auto remove = [&](Query query) { query.set("story", entry.item).run(); };
    remove(session.query("trash.remove_address"));
    remove(session.query("trash.remove_preview_link"));
    remove(session.query("trash.remove_notification"));
    remove(session.query("trash.remove_note"));
    remove(session.query("trash.remove_comment"));
    remove(session.query("trash.remove_proposal"));
    remove(session.query("trash.remove_draft_version"));
    remove(session.query("trash.remove_draft"));
    remove(session.query("trash.remove_revision"));
    remove(session.query("trash.remove_topic_merge_story"));
    remove(session.query("trash.remove_view_total"));
    remove(session.query("trash.remove_story"));
    session.query("last_number.use").set("kind", to_string(TrashKind::story)).set("number", entry.item).run();
    refile(writer, "removed", base::StoryId{entry.item}, {}, {});
}

}  // namespace stoppress::store
