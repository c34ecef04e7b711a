// SPDX-License-Identifier: GPL-3.0-or-later
// The change log, for clients that cache pages: which of them each change invalidates.
#include <limits>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::newsroom {

base::Result<Answer> list_changes(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    const auto after = reader.number("after", 0, std::numeric_limits<std::int64_t>::max());
    constexpr auto kMost = static_cast<std::int64_t>(kMaxEntriesLength);
    const auto limit = reader.number("limit", 1, kMost).value_or(kMost);
    TRY_VOID(reader.finish());
    TRY(const auto last, snapshot.change_number());
    // A client that does not say where to start wants to know where to begin.
    TRY(const auto changes, store::ChangeReader(snapshot).changes_after(after.value_or(last), limit));

    JsonWriter json;
    json.begin_object();
    json.key("changes").begin_array();
    for (const auto& change : changes) {
        json.begin_object();
        json.key("number").number(change.number);
        json.key("at").time(change.at);
        json.key("kind").text(change.kind);
        if (change.story) {
            json.key("story").number(change.story.value);
        } else {
            json.key("story").null();
        }
        json.key("tags").texts(change.tags);
        json.end_object();
    }
    json.end_array();
    json.key("last").number(last);
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
