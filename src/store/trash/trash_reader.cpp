// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trash/trash_reader.hpp"

#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/trash/trash_rows.hpp"

namespace stoppress::store {

TrashReader::TrashReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<TrashEntry>> TrashReader::entries(const TrashQuery& wanted) {
    return guarded([&]() -> base::Result<std::vector<TrashEntry>> {
        auto query = wanted.owner ? session_.session().query("trash.list_own") : session_.session().query("trash.list");
        if (wanted.owner) {
            query.set("owner", *wanted.owner);
        }
        query.set("before", wanted.before > 0 ? wanted.before : INT64_MAX).set("limit", wanted.limit);
        query.set("kind", wanted.kind ? to_string(*wanted.kind) : std::string_view());
        std::vector<TrashEntry> entries;
        while (query.next()) {
            entries.push_back(trash_entry_in(query));
        }
        return entries;
    });
}

base::Result<std::optional<TrashEntry>> TrashReader::entry(std::int64_t number) {
    return guarded([&]() -> base::Result<std::optional<TrashEntry>> { return find_trash(session_.session(), number); });
}

}  // namespace stoppress::store
