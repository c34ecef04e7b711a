// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/upkeep/tokens.hpp"

#include "store/credentials.hpp"
#include "store/sql/database.hpp"

namespace stoppress::store {

base::Result<void> copy_tokens(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock) {
    TRY(const auto source_place, credentials_database(from));
    TRY(const auto target_place, credentials_database(to));
    if (source_place.name() == target_place.name()) {
        return {};
    }
    // Makes the tables where they are missing.
    TRY_VOID(Credentials::open(from, clock));
    TRY_VOID(Credentials::open(to, clock));
    TRY(auto source, source_place.open(Access::credentials));
    TRY(auto target, target_place.open(Access::credentials));
    return guarded([&]() -> base::Result<void> {
        auto rows = source->query("credentials.copy_read");
        while (rows.next()) {
            auto write = target->query("credentials.insert_token");
            write.set("name", rows.text("name")).set("hash", rows.text("hash")).set("role", rows.text("role"));
            write.set("created_at", rows.integer("created_at")).run();
        }
        return {};
    });
}

}  // namespace stoppress::store
