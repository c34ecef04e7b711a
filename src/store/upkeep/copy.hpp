// SPDX-License-Identifier: GPL-3.0-or-later
// Takes all tables of a site from one database to another, whichever two they are, and tells whether both hold the same.
// Flow:   one Session -> copy -> another Session
// Thread: one.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// Told of each piece of work: its table's name and how many rows of it are done. False: stop, what is done stays.
using Copied = std::function<bool(std::string_view table, std::int64_t rows)>;

/// Copies what `from` holds and `to`, which has the schema and nothing else, lacks. Each piece is a transaction that notes how far it came:
/// interrupted, it is called again and goes on there. `from` has to be in one transaction, or quiet. `unavailable` where it was stopped.
base::Result<void> copy_tables(Session& from, Session& to, const Copied& copied);

/// The name in `made_with` that a database has as long as a move into it is not finished.
inline constexpr std::string_view kMoving = "moving";
/// The move is finished: the database is a site's.
base::Result<void> forget_progress(Session& session);

/// A fingerprint of all that the tables hold, the same for the same content in either database.
base::Result<std::string> fingerprint(Session& session, const Copied& read);

}  // namespace stoppress::store
