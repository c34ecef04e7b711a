// SPDX-License-Identifier: GPL-3.0-or-later
// The SQL of the program: one statement a file of statements/, set into the program and named by its file.
// A name can only be written in the source, never put together while running, and the text comes from the program alone.
// Flow:   statements/*.sql -> StatementText -> Session
// Thread: any; immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::store {

/// The name of a statement, fixed when the program is compiled.
class StatementName {
public:
    template <std::size_t Size>
    consteval StatementName(const char (&literal)[Size]) : name_(literal, Size - 1) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr std::string_view view() const { return name_; }

private:
    std::string_view name_;
};

enum class ValueType { integer, text };

/// The databases that a site can be kept in. A statement is the same for both, but where `NAME.sqlite.sql` or `NAME.postgres.sql` stands.
enum class Dialect : std::uint8_t { sqlite, postgres };

/// A parameter or a column.
struct ValueSlot {
    std::string_view name;
    ValueType type = ValueType::integer;
};

/// One file: what its head declares (`-- in: id integer, path text`, `-- out: …`), and the statement below it.
struct StatementText {
    std::string_view name;  ///< "story.publish"
    std::string_view sql;
    std::vector<ValueSlot> parameters;
    std::vector<ValueSlot> columns;
    bool single = true;  ///< not a script of several statements (`-- script`)
};

/// All statements of that database. Stops the program where a file's head cannot be read: the build is broken then.
[[nodiscard]] const std::vector<StatementText>& statements(Dialect dialect);

/// The statement of that name. Stops the program where there is none.
[[nodiscard]] const StatementText& statement(Dialect dialect, StatementName name);

}  // namespace stoppress::store
