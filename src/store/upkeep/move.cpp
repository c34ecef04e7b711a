// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/upkeep/move.hpp"

#include <fmt/format.h>

#include "store/engine/writer.hpp"
#include "store/files/site_lock.hpp"
#include "store/people/credentials.hpp"
#include "store/people/tokens.hpp"
#include "store/sql/database.hpp"
#include "store/sql/migrate.hpp"

namespace stoppress::store {

namespace {

/// Migrates the source and adds logged views to the sums, as its own server would.
base::Result<void> settle_source(const settings::Settings& from, const base::Clock& clock) {
    TRY_VOID(open_for_reading(from));
    TRY_VOID(Writer::open(from, clock));
    return {};
}

base::Result<std::int64_t> last_change(Session& session) {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto query = session.query("change.last");
        query.one();
        return query.integer("number");
    });
}

base::Error not_empty(const Database& to) {
    return base::fail(base::ErrorCode::conflict, fmt::format("{} already contains a site; choose an empty database.", to.name()));
}

/// Opens the target with its schema, and records in it what is being moved.
base::Result<std::unique_ptr<Session>> open_target(const Database& to, const settings::Settings& settings, const base::Clock& clock,
                                                   const std::string& what) {
    TRY(auto session, to.open(Access::write, kLongPatience));
    TRY_VOID(migrate(*session, settings.folder, migrations_of(to.dialect()), clock));
    return guarded([&]() -> base::Result<std::unique_ptr<Session>> {
        auto moving = session->query("made_with.get");
        const bool begun = moving.set("name", kMoving).one();
        if (begun && moving.text("value") != what) {
            return base::fail(base::ErrorCode::conflict, fmt::format("{} contains an unfinished move of another site ({}); empty it first.",
                                                                     to.name(), moving.text("value")));
        }
        if (!begun && !make_ready_to_fill(*session)) {
            return not_empty(to);
        }
        session->query("made_with.put").set("name", kMoving).set("value", what).run();
        return std::move(session);
    });
}

base::Result<void> compare(Session& source, Session& target, const Copied& copied) {
    TRY(const auto held, fingerprint(source, copied));
    TRY(const auto got, fingerprint(target, copied));
    if (held != got) {
        return base::fail(base::ErrorCode::conflict,
                          "The copy differs from the site because the site was changed during the move. Stop all servers of the site, "
                          "empty the new database and run the command again.");
    }
    return {};
}

}  // namespace

base::Result<void> move_site(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock, const Copied& copied) {
    TRY(const auto source_place, Database::of(from));
    TRY(const auto target_place, Database::of(to));
    if (source_place.name() == target_place.name()) {
        return base::fail(base::ErrorCode::invalid, "The site is already in this database.");
    }
    TRY_VOID(settle_source(from, clock));
    TRY(auto lock, SiteLock::acquire(from.folder));
    TRY(auto source, open_for_reading(from, kLongPatience));
    TRY_VOID(guarded([&]() -> base::Result<void> {
        source->run("transaction.snapshot");
        return {};
    }));
    TRY(const auto changes, last_change(*source));
    const auto what = fmt::format("{} at change {}", source_place.name(), changes);
    TRY(auto target, open_target(target_place, to, clock, what));
    TRY_VOID(copy_tables(*source, *target, copied));
    TRY_VOID(compare(*source, *target, copied));
    TRY_VOID(copy_tokens(from, to, clock));
    TRY_VOID(forget_progress(*target));
    return target_place.is_file() ? lock.mark_database() : base::Result<void>{};
}

}  // namespace stoppress::store
