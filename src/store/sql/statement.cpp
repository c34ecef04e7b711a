// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/statement.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "base/text/ascii.hpp"
#include "generated/copies_files.hpp"
#include "generated/statements_files.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kSqlite = ".sqlite";
constexpr std::string_view kPostgres = ".postgres";
constexpr std::string_view kPartEnd = ".part";
constexpr std::string_view kPartLine = "-- part:";

std::string_view take_until(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

void read_slots(std::string_view list, std::string_view name, std::vector<ValueSlot>& slots) {
    while (!list.empty()) {
        auto entry = base::trimmed(take_until(list, ','));
        if (entry.empty()) {
            continue;
        }
        const auto slot = take_until(entry, ' ');
        const auto type = base::trimmed(entry);
        if (type != "integer" && type != "text") {
            base::die("The statement " + std::string(name) + " declares a value of an unknown type.");
        }
        slots.push_back({slot, type == "integer" ? ValueType::integer : ValueType::text});
    }
}

std::string_view name_of(const base::EmbeddedFile& file) {
    auto name = file.path.substr(file.path.rfind('/') + 1);
    name.remove_suffix(std::string_view{".sql"}.size());
    return name;
}

std::string_view find_part(std::string_view part, std::string_view name) {
    for (const auto& file : generated::statements_files()) {
        const auto found = name_of(file);
        if (found.ends_with(kPartEnd) && found.substr(0, found.size() - kPartEnd.size()) == part) {
            return file.bytes;
        }
    }
    base::die("The statement " + std::string(name) + " has a part that does not exist: " + std::string(part) + ".");
}

/// Adds a file's declarations and SQL. A part has none of its own.
void read_text(std::string_view bytes, bool whole, StatementText& statement) {
    const auto name = statement.name;
    while (bytes.starts_with("--") && !bytes.starts_with(kPartLine)) {
        auto line = take_until(bytes, '\n').substr(2);
        line = base::trimmed(line);
        if (line.starts_with("in:")) {
            read_slots(line.substr(3), name, statement.parameters);
        } else if (line == "script") {
            statement.single = false;
        } else if (line.starts_with("out:")) {
            read_slots(line.substr(4), name, statement.columns);
        }
    }
    while (!bytes.empty()) {
        const auto line = take_until(bytes, '\n');
        if (whole && line.starts_with(kPartLine)) {
            read_text(find_part(base::trimmed(line.substr(kPartLine.size())), name), false, statement);
        } else {
            statement.sql.append(line).append("\n");
        }
    }
}

StatementText read_statement(std::string_view name, std::string_view bytes) {
    StatementText statement;
    statement.name = name;
    read_text(bytes, true, statement);
    statement.sql = std::string(base::trimmed(statement.sql));
    return statement;
}

void read_files(std::span<const base::EmbeddedFile> files, std::string_view own, std::string_view other, std::vector<StatementText>& read) {
    for (const auto& file : files) {
        auto name = name_of(file);
        if (name.ends_with(other) || name.ends_with(kPartEnd)) {
            continue;
        }
        if (name.ends_with(own)) {
            name.remove_suffix(own.size());
        }
        read.push_back(read_statement(name, file.bytes));
    }
}

std::vector<StatementText> read_all(std::string_view own, std::string_view other) {
    std::vector<StatementText> read;
    read_files(generated::statements_files(), own, other, read);
    read_files(generated::copies_files(), own, other, read);
    std::ranges::sort(read, {}, &StatementText::name);
    const auto twice = std::ranges::adjacent_find(read, {}, &StatementText::name);
    if (twice != read.end()) {
        base::die("There are two statements " + std::string(twice->name) + " for one database.");
    }
    return read;
}

}  // namespace

const std::vector<StatementText>& statements(Dialect dialect) {
    static const std::vector<StatementText> kOfSqlite = read_all(kSqlite, kPostgres);
    static const std::vector<StatementText> kOfPostgres = read_all(kPostgres, kSqlite);
    return dialect == Dialect::sqlite ? kOfSqlite : kOfPostgres;
}

const StatementText& statement(Dialect dialect, StatementName name) {
    const auto& all = statements(dialect);
    const auto found = std::ranges::lower_bound(all, name.view(), {}, &StatementText::name);
    if (found == all.end() || found->name != name.view()) {
        base::die("There is no statement " + std::string(name.view()) + ".");
    }
    return *found;
}

}  // namespace stoppress::store
