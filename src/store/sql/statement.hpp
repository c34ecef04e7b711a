// SPDX-License-Identifier: GPL-3.0-or-later
// The SQL of the program: one statement a file of statements/, set into the program and named by its file.
// A name can only be written in the source, never put together while running, and the text comes from the program alone.
// Flow:   statements/*.sql -> StatementText -> Session
// Thread: any; immutable.
#pragma once

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

/// All statements that SQLite runs. Stops the program where a file's head cannot be read: the build is broken then.
[[nodiscard]] const std::vector<StatementText>& sqlite_statements();

/// The statement of that name. Stops the program where there is none.
[[nodiscard]] const StatementText& sqlite_statement(StatementName name);

}  // namespace stoppress::store
