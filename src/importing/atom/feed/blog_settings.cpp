// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the columns are those of a real file (simulot/bloggerout, internal/takeout/blogger/data). The older export has the same
// settings as entries, with names in capitals.
#include "importing/atom/feed/blog_settings.hpp"

#include <csv.h>

#include <algorithm>
#include <vector>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

/// The first two rows.
struct SettingRows {
    std::vector<std::string> names;
    std::vector<std::string> values;
    int ended = 0;
};

void on_setting(void* bytes, std::size_t size, void* target) {
    auto& rows = *static_cast<SettingRows*>(target);
    constexpr std::size_t kMaxColumns = 500;
    auto& row = rows.ended == 0 ? rows.names : rows.values;
    if (rows.ended < 2 && row.size() < kMaxColumns) {
        row.emplace_back(cut(std::string_view(static_cast<const char*>(bytes), size), kMaxNameBytes));
    }
}
void on_setting_row(int /*end*/, void* target) {
    ++static_cast<SettingRows*>(target)->ended;
}

}  // namespace

std::optional<BlogSettings> read_blog_settings(std::string_view csv) {
    csv.remove_prefix(csv.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return std::nullopt;
    }
    SettingRows rows;
    const bool whole = csv_parse(&parser, csv.data(), csv.size(), on_setting, on_setting_row, &rows) == csv.size() &&
                       csv_fini(&parser, on_setting, on_setting_row, &rows) == 0;
    csv_free(&parser);
    if (!whole || rows.ended < 2) {
        return std::nullopt;
    }
    BlogSettings settings;
    for (std::size_t i = 0; i < std::min(rows.names.size(), rows.values.size()); ++i) {
        settings[ascii_lower(trim(rows.names[i]))] = trim(rows.values[i]);
    }
    return settings.contains("blog_read_access_mode") || settings.contains("blog_name") ? std::optional(std::move(settings)) : std::nullopt;
}

BlogReaders blog_readers(const BlogSettings& settings) {
    const std::string mode = blog_setting(settings, "blog_read_access_mode");
    return mode.empty() ? BlogReaders::unknown : equals_ignoring_case(mode, "PUBLIC") ? BlogReaders::everybody : BlogReaders::some;
}

std::string blog_setting(const BlogSettings& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() ? std::string() : found->second;
}

}  // namespace stoppress::importing::atom
