// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/describe.hpp"

#include <fmt/format.h>

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

}  // namespace

std::string commented_file() {
    const Settings defaults;
    std::string out = comment(
        "The settings of this Stoppress site. Every setting stands here with its default; take the '#' away and change the value to set "
        "it. "
        "Each can also come from the environment (boxes.most_viewed.window as STOPPRESS_BOXES_MOST_VIEWED_WINDOW), which beats this file. "
        "`stoppress config` prints what holds and where it comes from. Changes hold after a restart. What can be set in the newsroom as "
        "well "
        "says so; what is set here is fixed there.");
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
        }
        out += fmt::format("# {} = {}\n", name.last, toml_value(setting, defaults));
    }
    return out;
}

std::string documentation() {
    const Settings defaults;
    std::string out =
        "# Settings\n\n"
        "A site's settings stand in `stoppress.toml` in its folder. The first use of a folder writes one in which every setting stands "
        "with\n"
        "its help and its default. Each can also come from the environment, and some from a flag: **a flag beats the environment, which "
        "beats\n"
        "the file.** `stoppress config` prints every setting, its value and where it came from.\n\n"
        "An unknown or ill-typed setting is an error that names file, line and key; the program then does nothing. A list from the\n"
        "environment is separated by commas. Settings are read once, at the start.\n\n"
        "Some can be set by admins in the newsroom, too, and such a change holds at once, on every node. The newsroom sets only what is "
        "not\n"
        "set here: file, environment and flags beat it.\n\n"
        "This page is made from the program's own table: `stoppress config --format markdown`.\n";
    std::string_view table_name;
    for (const Setting& setting : table()) {
        const Name name = split(setting.key);
        if (name.table != table_name) {
            table_name = name.table;
            out += fmt::format("\n## [{}]\n", table_name);
        }
        out +=
            fmt::format("\n### `{}`\n\n{}\n\n- {}; default `{}`\n- environment: `{}`\n{}", setting.key, setting.help, type_of(setting),
                        toml_value(setting, defaults), environment_name(setting.key), setting.live ? "- can be set in the newsroom\n" : "");
    }
    return out;
}

}  // namespace stoppress::settings
