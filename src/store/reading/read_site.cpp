// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what the newsroom set about the site itself.
#include "store/read_snapshot.hpp"
#include "store/sql/reader_session.hpp"

namespace stoppress::store {

base::Result<std::map<std::string, std::string, std::less<>>> ReadSnapshot::settings() {
    return guarded([&]() -> base::Result<std::map<std::string, std::string, std::less<>>> {
        std::map<std::string, std::string, std::less<>> settings;
        auto query = session_.session().query("setting.list");
        while (query.next()) {
            settings.emplace(query.text("key"), query.text("value"));
        }
        return settings;
    });
}

}  // namespace stoppress::store
