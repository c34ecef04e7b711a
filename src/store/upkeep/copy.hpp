// SPDX-License-Identifier: GPL-3.0-or-later
// Copies all tables of a site from one database to another of any kind, and compares their content.
// Flow:   one Session -> copy -> another Session
// Thread: one.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// Called after each piece of work with the table's name and the rows done so far. Returning false stops; what
/// is done stays.
using Copied = std::function<bool(std::string_view table, std::int64_t rows)>;

/// Copies from `from` to `to`, which must have the schema and no data of its own. Each piece is a transaction that
/// records its progress, so after an interruption a second call continues. `from` must be in a transaction, or not
/// change. Fails with `unavailable` if it was stopped.
base::Result<void> copy_tables(Session& from, Session& to, const Copied& copied);

/// After rows with their numbers were put in: what is numbered by the database goes on behind them. Throws what the session throws.
void continue_numbers(Session& session);

/// False if a table of the site has a row. A server that was started on a database without a site only noted in
/// `made_with` how it made what is derived; those notes are removed, since rows of the same names will be put in.
/// Throws what the session throws.
[[nodiscard]] bool make_ready_to_fill(Session& session);

/// The name in `made_with` that marks the target of an unfinished move.
inline constexpr std::string_view kMoving = "moving";
/// Marks the move as finished: the database is a site's.
base::Result<void> forget_progress(Session& session);

/// A fingerprint of the content of all tables, the same for the same content in either database.
base::Result<std::string> fingerprint(Session& session, const Copied& read);

}  // namespace stoppress::store
