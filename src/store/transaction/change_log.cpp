// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/change_log.hpp"

#include "store/slug_list.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

ChangeReader::ChangeReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<Change>> ChangeReader::changes_after(base::ChangeNumber number, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Change>> {
        std::vector<Change> changes;
        auto query = session_.session().query("change.after");
        query.set("number", number).set("limit", limit);
        while (query.next()) {
            changes.push_back({query.integer("number"),
                               base::from_milliseconds(query.integer("at")),
                               query.text("kind"),
                               {query.integer("story")},
                               split_words(query.text("tags"))});
        }
        return changes;
    });
}

}  // namespace stoppress::store
