// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trash/trash_writer.hpp"

#include <utility>

#include <fmt/format.h>

#include "store/limits.hpp"
#include "store/media/media_writer.hpp"
#include "store/media/medium_row.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_rows.hpp"
#include "store/trash/trashed_entries.hpp"
#include "store/trash/trashed_stories.hpp"

namespace stoppress::store {

namespace {

base::Result<TrashEntry> entry_of(WriterSession& writer, std::int64_t number) {
    auto entry = find_trash(writer.session(), number);
    if (!entry) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("There is no entry {} in the trash: it was restored or removed.", number));
    }
    return std::move(*entry);
}

base::Result<void> remove_entry(WriterSession& writer, const TrashEntry& entry) {
    switch (entry.kind) {
        case TrashKind::story:
            remove_story(writer, entry);
            break;
        case TrashKind::medium:
            TRY_VOID(MediaWriter(WriteTransaction(writer)).delete_medium({entry.item}));
            break;
        case TrashKind::section:
        case TrashKind::topic:
        case TrashKind::author:
            break;  // has no rows any more
    }
    delete_trash(writer.session(), entry.number);
    return {};
}

}  // namespace

TrashWriter::TrashWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<TrashEntry> TrashWriter::trash_story(base::StoryId id, const std::string& by) {
    return guarded([&] { return put_story_into_trash(session_, id, by); });
}

base::Result<TrashEntry> TrashWriter::trash_medium(base::MediumId id, const std::string& by) {
    return guarded([&]() -> base::Result<TrashEntry> {
        auto& session = session_.session();
        const auto medium = find_medium(session, id);
        if (!medium) {
            return base::fail(base::ErrorCode::not_found, "File not found.");
        }
        if (auto known = find_trash(session, trash_of_medium(session, id))) {
            return std::move(*known);
        }
        TRY_VOID(check_without_uses(session, id));
        session_.append_change("trashed", {}, {});
        TrashEntry entry;
        entry.number = session_.last_change();
        entry.kind = TrashKind::medium;
        entry.item = id.value;
        entry.at = session_.now();
        entry.by = by;
        entry.owner = medium->created_by;
        entry.name = medium->file_name;
        insert_trash(session, entry);
        session.query("trash.set_medium").set("id", id.value).set("trash", entry.number).run();
        return entry;
    });
}

base::Result<TrashEntry> TrashWriter::trash_section(const std::string& slug, const std::string& by) {
    return guarded([&] { return put_entry_into_trash(session_, TrashKind::section, slug, by); });
}

base::Result<TrashEntry> TrashWriter::trash_topic(const std::string& slug, const std::string& by) {
    return guarded([&] { return put_entry_into_trash(session_, TrashKind::topic, slug, by); });
}

base::Result<TrashEntry> TrashWriter::trash_author(const std::string& slug, const std::string& by) {
    return guarded([&] { return put_entry_into_trash(session_, TrashKind::author, slug, by); });
}

base::Result<Restored> TrashWriter::restore(std::int64_t number) {
    return guarded([&]() -> base::Result<Restored> {
        TRY(const auto entry, entry_of(session_, number));
        switch (entry.kind) {
            case TrashKind::story:
                return take_story_from_trash(session_, entry);
            case TrashKind::medium:
                take_medium_from_trash(session_.session(), {entry.item});
                session_.append_change("restored", {}, {});
                return Restored{TrashKind::medium, entry.item, {}, {}};
            case TrashKind::section:
            case TrashKind::topic:
            case TrashKind::author:
                break;
        }
        return take_entry_from_trash(session_, entry);
    });
}

base::Result<void> TrashWriter::remove(std::int64_t number) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto entry, entry_of(session_, number));
        return remove_entry(session_, entry);
    });
}

base::Result<std::int64_t> TrashWriter::remove_expired() {
    return guarded([&]() -> base::Result<std::int64_t> {
        std::vector<std::int64_t> expired;
        auto query = session_.session().query("trash.expired");
        query.set("before", base::to_milliseconds(session_.now() - kTrashKept)).set("limit", kTrashRemovedAtOnce);
        while (query.next()) {
            expired.push_back(query.integer("number"));
        }
        for (const auto number : expired) {
            TRY(const auto entry, entry_of(session_, number));
            auto removed = remove_entry(session_, entry);
            if (!removed.has_value() && removed.error().code == base::ErrorCode::conflict && entry.kind == TrashKind::medium) {
                // Something other than a story uses the file by now: it stays.
                take_medium_from_trash(session_.session(), {entry.item});
                continue;
            }
            TRY_VOID(std::move(removed));
        }
        return static_cast<std::int64_t>(expired.size());
    });
}

}  // namespace stoppress::store
