// SPDX-License-Identifier: GPL-3.0-or-later
// The program's SQL: one statement per file of the slices' statements/, embedded in the program and named after its file. Names are
// compile-time constants, so SQL text can only come from the program itself.
// Flow:   */statements/*.sql, and copy.*.sql made from schema.sql -> StatementText -> Session
// Thread: any; immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::store {

/// The name of a statement, fixed at compile time.
class StatementName {
public:
    template <std::size_t Size>
    consteval StatementName(const char (&literal)[Size]) : name_(literal, Size - 1) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr std::string_view view() const { return name_; }

private:
    std::string_view name_;
};

enum class ValueType { integer, text };

/// The supported databases. A statement is the same for both unless there are `NAME.sqlite.sql` and
/// `NAME.postgres.sql`.
enum class Dialect : std::uint8_t { sqlite, postgres };

/// A parameter or a column.
struct ValueSlot {
    std::string_view name;
    ValueType type = ValueType::integer;
};

/// One file: the declarations in its head (`-- in: id integer, path text`, `-- out: …`), and the statement below it. A line
/// `-- part: NAME` stands for NAME.part.sql, declarations and all: what several statements have in common.
struct StatementText {
    std::string_view name;  ///< "story.publish"
    std::string sql;
    std::vector<ValueSlot> parameters;
    std::vector<ValueSlot> columns;
    bool single = true;  ///< not a script of several statements (`-- script`)
};

/// All statements of that database. Ends the program if a file's head is malformed: that is an error of the build.
[[nodiscard]] const std::vector<StatementText>& statements(Dialect dialect);

/// The statement of that name. Ends the program if there is none.
[[nodiscard]] const StatementText& statement(Dialect dialect, StatementName name);

}  // namespace stoppress::store
