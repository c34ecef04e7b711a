// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/describe.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "settings/effective_settings.hpp"
#include "settings/table.hpp"

namespace stoppress::settings {
namespace {

constexpr std::size_t kCommentWidth = 96;

/// `text` in lines of at most kCommentWidth bytes, each after "# ".
std::string comment(std::string_view text) {
    std::string out = "#";
    std::size_t column = 1;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (column + 1 + word.size() > kCommentWidth) {
            out += "\n#";
            column = 1;
        }
        out += ' ';
        out += word;
        column += 1 + word.size();
    }
    return out + '\n';
}

struct Name {
    std::string_view table;
    std::string_view last;
};

Name split(std::string_view key) {
    const auto dot = key.rfind('.');
    return {key.substr(0, dot), key.substr(dot + 1)};
}

/// `values`: key -> value as TOML; other settings are comments.
std::string file_with(const std::map<std::string_view, std::string_view>& values) {
    const Settings defaults;
    std::string out = comment(
        "The settings of this Stoppress site. Every setting is listed with its default value; remove the '#' and change the value to set "
        "it. Environment variables (STOPPRESS_BOXES_MOST_VIEWED_WINDOW for boxes.most_viewed.window) override this file. `stoppress "
        "config` prints the effective value of every setting and where it comes from. Changes take effect after a restart. Some settings "
        "can also be changed in the newsroom, unless they are set here.");
    std::string_view table_name;
    for (const Setting& setting : table()) {
        const Name name = split(setting.key);
        if (name.table != table_name) {
            table_name = name.table;
            out += fmt::format("\n[{}]\n", table_name);
        }
        out += "\n" + comment(setting.help);
        if (!std::holds_alternative<Text>(setting.value)) {
            out += comment("(" + type_of(setting) + ")");
        }
        if (setting.live) {
            out += comment("(can be set in the newsroom)");
        } else if (setting.at_start) {
            out += comment("(can be set in the newsroom; a change takes effect at the next start)");
        }
        const auto value = values.find(setting.key);
        out += value == values.end() ? fmt::format("# {} = {}\n", name.last, toml_value(setting, defaults))
                                     : fmt::format("{} = {}\n", name.last, value->second);
    }
    return out;
}

/// Whether it is about what readers and the newsroom see, and not about the machine that the site is on. No secret is.
bool is_of_the_site(const Setting& setting) {
    constexpr std::array<std::string_view, 8> kOfTheSite{"site.",  "views.",  "boxes.", "teaser.",
                                                         "lists.", "robots.", "cdn.",   "fetching.requests"};
    return !setting.secret &&
           std::ranges::any_of(kOfTheSite, [&setting](std::string_view begin) { return setting.key.starts_with(begin); });
}

}  // namespace

std::string commented_file() {
    return file_with({});
}

std::string portable_file(const Loaded& loaded) {
    std::map<std::string_view, std::string_view> values;
    for (const Origin& origin : loaded.origins) {
        const auto setting = std::ranges::find(table(), origin.key, &Setting::key);
        // The address of a site without one is that of its machine, and pages and feeds have it in them.
        const bool is_address = origin.key == "site.url" && !loaded.settings.site.url.empty();
        const bool is_set = (origin.from != kDefault || is_address) && origin.from != kNewsroom;
        if (is_set && setting != table().end() && is_of_the_site(*setting)) {
            values.emplace(origin.key, origin.value);
        }
    }
    return file_with(values);
}

base::Result<void> require_portable(const Loaded& loaded) {
    for (const Origin& origin : loaded.origins) {
        const auto setting = std::ranges::find(table(), origin.key, &Setting::key);
        if (origin.from != kDefault && (setting == table().end() || !is_of_the_site(*setting))) {
            return base::fail(base::ErrorCode::invalid,
                              fmt::format("{}: {} is a setting of the machine, which an archive does not have. Remove it there, and set it "
                                          "in the environment or, after the import, in the new site.",
                                          origin.from, origin.key));
        }
    }
    return {};
}

std::string documentation() {
    const Settings defaults;
    std::string out =
        "# Settings\n\n"
        "The settings of a site are in `stoppress.toml` in the site's folder. The first use of a folder creates this file, with\n"
        "every setting, its help text and its default value. Settings can also be given as environment variables, and some as\n"
        "flags: **flags override environment variables, which override the file.** `stoppress config` prints every setting, its\n"
        "value and where the value comes from.\n\n"
        "An unknown setting or a value of the wrong type is an error that names the file, the line and the key; the program\n"
        "then does nothing. In an environment variable, separate the entries of a list by commas. Settings are read once, at\n"
        "startup.\n\n"
        "Admins can also change some settings in the newsroom. Such a change takes effect at once, on every node. A setting\n"
        "that is set in the file, in the environment or by a flag cannot be changed in the newsroom.\n\n"
        "This page is generated from the program: `stoppress config --format markdown`.\n";
    std::string_view table_name;
    for (const Setting& setting : table()) {
        const Name name = split(setting.key);
        if (name.table != table_name) {
            table_name = name.table;
            out += fmt::format("\n## [{}]\n", table_name);
        }
        out += fmt::format("\n### `{}`\n\n{}\n\n- {}; default `{}`\n- environment: `{}`\n{}", setting.key, setting.help, type_of(setting),
                           toml_value(setting, defaults), environment_name(setting.key),
                           setting.live       ? "- can be set in the newsroom\n"
                           : setting.at_start ? "- can be set in the newsroom; a change takes effect at the next start\n"
                                              : "");
    }
    return out;
}

}  // namespace stoppress::settings
