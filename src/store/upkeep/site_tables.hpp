// SPDX-License-Identifier: GPL-3.0-or-later
// All tables of a site's database, and reading them row by row in the order of their keys. The statements are made from the schema.
// Flow:   a Session -> each_row -> copy, the archive
// Thread: the Session's.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// Rows that one statement reads: nobody waits long for it, and a server's answer stays small.
inline constexpr std::int64_t kRowsReadAtOnce = 1000;

struct SiteTable {
    std::string_view name;
    StatementName read;                   ///< in: after_KEY for each column of the key, limit; out: all columns. In the order of the key
    StatementName write;                  ///< in: the same columns
    std::array<std::string_view, 3> key;  ///< the last ones are empty if there are fewer
};

/// Referenced tables come first; the change log last, so that a database without changes is recognised as unfinished. The view log is
/// not among them: the two kinds of databases have no table of the same form for it.
[[nodiscard]] std::span<const SiteTable> site_tables();

/// The key of the last row that was read; at first, a key before all others.
class RowPlace {
public:
    RowPlace(const SiteTable& table, const StatementText& read);
    void put_into(Query& query) const;
    void take_from(const Query& query);
    /// As text, for parse().
    [[nodiscard]] std::string text() const;
    void parse(std::string_view text);

private:
    const SiteTable& table_;
    std::vector<ValueType> types_{};
    std::vector<std::string> values_{};
};

/// Calls `each` with every row; ends at its first error. Throws what the session throws.
base::Result<void> each_row(Session& session, const SiteTable& table, const std::function<base::Result<void>(const Query&)>& each);

}  // namespace stoppress::store
