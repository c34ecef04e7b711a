// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/statement.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/result.hpp"
#include "generated/copies_files.hpp"
#include "generated/statements_files.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kSqlite = ".sqlite";
constexpr std::string_view kPostgres = ".postgres";

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

StatementText read_statement(std::string_view name, std::string_view bytes) {
    StatementText statement;
    statement.name = name;
    while (bytes.starts_with("--")) {
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
    statement.sql = base::trimmed(bytes);
    return statement;
}

void read_files(std::span<const base::EmbeddedFile> files, std::string_view own, std::string_view other, std::vector<StatementText>& read) {
    for (const auto& file : files) {
        auto name = file.path.substr(file.path.rfind('/') + 1);
        name.remove_suffix(std::string_view{".sql"}.size());
        if (name.ends_with(other)) {
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
