// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/site_archive.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/utf8.hpp"
#include "store/sql/migrate.hpp"

namespace stoppress::store {

namespace {

constexpr std::array<std::string_view, 6> kAsCsv{"view_hour", "site_hour", "author_hour", "referrer_hour", "story_referrer", "view_total"};

/// kept_answer: answers that are kept for a day for a request that is repeated; some hold a sealed secret. preview_link: whoever has one
/// reads a story that is not published, on the copy as well.
constexpr std::array<std::string_view, 2> kLeftOutTables{"kept_answer", "preview_link"};

constexpr std::array kPeopleTables{
    SiteTable{"person", "credentials.archive_read_person", "credentials.archive_write_person", {"number"}},
    SiteTable{"audit", "credentials.archive_read_audit", "credentials.archive_write_audit", {"number"}},
    SiteTable{"last_number", "credentials.archive_read_number", "credentials.archive_write_number", {"line"}},
};

template <class Range>
bool has(const Range& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::int64_t current_schema() {
    return migrations_of(Dialect::sqlite).back().number;
}

RowForm form_of(const SiteTable& table) {
    return has(kAsCsv, table.name) ? RowForm::csv : RowForm::json;
}

std::optional<std::string> file_of(const SiteTable& table) {
    if (has(kLeftOutTables, table.name)) {
        return std::nullopt;
    }
    return fmt::format("{}{}.{}", kDataFolder, table.name, form_of(table) == RowForm::csv ? "csv" : "jsonl");
}

std::span<const std::string_view> tables_left_out() {
    return kLeftOutTables;
}

std::span<const SiteTable> people_tables() {
    return kPeopleTables;
}

std::string file_of_people(const SiteTable& table) {
    return fmt::format("{}people/{}.jsonl", kDataFolder, table.name);
}

bool is_data_file(std::string_view name) {
    return name == kViewLogFile || std::ranges::any_of(site_tables(), [name](const SiteTable& table) { return file_of(table) == name; }) ||
           std::ranges::any_of(kPeopleTables, [name](const SiteTable& table) { return file_of_people(table) == name; });
}

bool is_archived_name(std::string_view name) {
    if (name.empty() || name.size() > kMaxArchivedName || !base::is_utf8(name) ||
        std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\'; })) {
        return false;
    }
    while (true) {
        const std::size_t end = std::min(name.find('/'), name.size());
        const std::string_view part = name.substr(0, end);
        if (part.empty() || part == "." || part == "..") {
            return false;
        }
        if (end == name.size()) {
            return true;
        }
        name.remove_prefix(end + 1);
    }
}

}  // namespace stoppress::store
