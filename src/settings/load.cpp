// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/load.hpp"

#include <array>
#include <fstream>
#include <optional>

#include <fmt/format.h>
#define TOML_HEADER_ONLY 1

#include "base/text/control_characters.hpp"
#include "base/text/toml.hpp"
#include "settings/folder.hpp"
#include "settings/limits.hpp"
#include "settings/table.hpp"
#include "settings/value.hpp"

namespace stoppress::settings {
namespace {

using base::ErrorCode;
using base::Result;

/// The mistakes found, in order; become one Error.
class Problems {
public:
    void add(const std::string& where, std::string_view key, const std::string& what) {
        fields_.push_back({std::string(key), fmt::format("{}: {} {}", where, key, what)});
    }
    [[nodiscard]] bool empty() const { return fields_.empty(); }
    [[nodiscard]] base::Error error() && {
        std::string message = fields_.front().message;
        if (fields_.size() > 1) {
            message += fmt::format(" (and {} more error{})", fields_.size() - 1, fields_.size() == 2 ? "" : "s");
        }
        return {ErrorCode::invalid, std::move(message), std::move(fields_)};
    }

private:
    std::vector<base::FieldError> fields_;
};

Found found_in_file(const toml::node& node) {
    Found found;
    if (const auto text = node.value_exact<std::string>()) {
        found.shape = Found::Shape::text;
        found.text = *text;
        found.shown = in_quotes(cut(*text));
    } else if (const auto number = node.value_exact<std::int64_t>()) {
        found.shape = Found::Shape::number;
        found.number = *number;
        found.shown = std::to_string(*number);
    } else if (const toml::array* array = node.as_array()) {
        found.shape = Found::Shape::texts;
        found.shown = "this list";
        for (const toml::node& item : *array) {
            const auto text_of_item = item.value_exact<std::string>();
            if (!text_of_item) {
                found.shape = Found::Shape::other;
                break;
            }
            found.texts.push_back(*text_of_item);
        }
    } else if (const auto truth = node.value_exact<bool>()) {
        found.shown = *truth ? "true" : "false";
    } else {
        found.shown = node.is_table() ? "a table" : "this";
    }
    return found;
}

/// How many letters differ, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::string unknown(std::string_view key, std::string (*write)(std::string_view key)) {
    std::string best;
    std::size_t best_distance = 4;
    const std::string name = write(key.substr(0, 100));
    for (const Setting& setting : table()) {
        std::string candidate = write(setting.key);
        const std::size_t letters = distance(name, candidate);
        if (letters < best_distance) {
            best_distance = letters;
            best = std::move(candidate);
        }
    }
    return best.empty() ? "is not a setting; `stoppress config` lists all of them" : "is not a setting; did you mean " + best + "?";
}

std::string as_key(std::string_view key) {
    return std::string(key);
}

/// Whether there are settings below `key`: "boxes", "boxes.most_viewed".
bool is_table(std::string_view key) {
    return std::ranges::any_of(table(), [&](const Setting& setting) { return setting.key.starts_with(std::string(key) + "."); });
}

struct Sources {
    Settings& settings;
    std::map<std::string, std::string, std::less<>>& from;  ///< key -> origin
    Problems& problems;
};

void apply(const Setting& setting, Found found, const std::string& where, Sources& sources) {
    if (auto wrong = set(setting, sources.settings, std::move(found))) {
        sources.problems.add(where, setting.key, *wrong);
    }
    sources.from[std::string(setting.key)] = where;
}

/// Recurses as deep as our own keys (3): unknown tables are not entered.
void read_table(const toml::table& node, const std::string& prefix, const std::string& file, Sources& sources) {
    for (const auto& [name, value] : node) {
        const std::string key = prefix + std::string(name.str());
        const std::string where = fmt::format("{}:{}", file, name.source().begin.line);
        if (const Setting* setting = find_setting(key)) {
            apply(*setting, found_in_file(value), where, sources);
        } else if (!is_table(key)) {
            sources.problems.add(where, cut(key), unknown(key, as_key));
        } else if (const toml::table* inner = value.as_table()) {
            read_table(*inner, key + ".", file, sources);
        } else {
            sources.problems.add(where, key, fmt::format("is a table: write [{}] and put its settings below it", key));
        }
    }
}

Result<void> read_file(const std::filesystem::path& file, Sources& sources) {
    TRY(const std::string bytes, read_settings_file(file));
    if (const auto line = base::line_of_control_character(bytes)) {
        return base::fail(ErrorCode::invalid, fmt::format("{}:{}: invalid TOML: control character", file.string(), *line));
    }
    try {
        const toml::table root = toml::parse(std::string_view{bytes}, file.string());
        read_table(root, "", file.string(), sources);
    } catch (const toml::parse_error& error) {
        return base::fail(ErrorCode::invalid,
                          fmt::format("{}:{}: invalid TOML: {}", file.string(), error.source().begin.line, error.description()));
    }
    return {};
}

void read_environment(const Environment& environment, Sources& sources) {
    for (const auto& [name, text] : environment) {
        const auto found = std::ranges::find_if(table(), [&](const Setting& setting) { return environment_name(setting.key) == name; });
        if (found != table().end()) {
            apply(*found, found_in_text(*found, text), "environment " + name, sources);
            continue;
        }
        const bool like_a_setting = std::ranges::any_of(table(), [&](const Setting& setting) {
            return name.starts_with(environment_name(setting.key.substr(0, setting.key.find('.'))) + "_");
        });
        if (like_a_setting) {
            sources.problems.add("environment", name, unknown(name, [](std::string_view key) {
                                     return key.starts_with("STOPPRESS_") ? std::string(key) : environment_name(key);
                                 }));
        }
    }
}

void require_s3_settings(const Settings::Media& media, const std::string& from, Problems& problems) {
    const std::array<std::pair<std::string_view, const std::string*>, 3> needed{{{"media.s3_endpoint", &media.s3_endpoint},
                                                                                 {"media.s3_access_key", &media.s3_access_key},
                                                                                 {"media.s3_secret_key", &media.s3_secret_key}}};
    for (const auto& [key, value] : needed) {
        if (value->empty()) {
            problems.add(from, key, "is required because media.store is an S3-compatible store");
        }
    }
}

/// The address of a site for which none is set: where this machine reaches it. Which port "port 0" picks is not known yet.
std::string address_of(const Settings& settings) {
    const std::string_view listen = settings.server.listen;
    const auto colon = listen.rfind(':');
    std::string_view host = listen.substr(0, colon);
    std::string_view port = listen.substr(colon);
    const bool tls = !settings.tls.certificate.empty();
    if (port == ":0") {
        return settings.site.url;
    }
    if (host == "0.0.0.0") {
        host = "127.0.0.1";
    } else if (host == "[::]") {
        host = "[::1]";
    }
    if (port == (tls ? ":443" : ":80")) {
        port = {};
    }
    return fmt::format("{}://{}{}", tls ? "https" : "http", host, port);
}

}  // namespace

std::optional<std::string> wrong_with(const std::string& key, const std::string& text) {
    const Setting* setting = find_setting(key);
    Settings scratch;
    return setting == nullptr ? unknown(key, as_key) : set(*setting, scratch, found_in_text(*setting, text));
}

Result<Loaded> load(const std::filesystem::path& folder, const Environment& environment, const std::map<std::string, std::string>& flags) {
    Loaded loaded;
    loaded.settings.folder = folder;
    std::map<std::string, std::string, std::less<>> from;
    Problems problems;
    Sources sources{loaded.settings, from, problems};

    TRY(const FolderState state, folder_state(folder));
    if (state == FolderState::site) {
        TRY_VOID(read_file(folder / kSettingsFile, sources));
    }
    read_environment(environment, sources);
    for (const auto& [key, text] : flags) {
        const std::string flag = "--" + key.substr(key.rfind('.') + 1);
        if (const Setting* setting = find_setting(key)) {
            apply(*setting, found_in_text(*setting, text), flag, sources);
        } else {
            problems.add(flag, key, unknown(key, as_key));
        }
    }
    const Settings::Tls& tls = loaded.settings.tls;
    if (tls.certificate.empty() != tls.key.empty()) {
        const std::string_view missing = tls.key.empty() ? "tls.key" : "tls.certificate";
        problems.add(from[tls.key.empty() ? "tls.certificate" : "tls.key"], missing, "is required: TLS needs both a certificate and a key");
    }
    if (loaded.settings.media.on_s3()) {
        require_s3_settings(loaded.settings.media, from["media.store"], problems);
    }
    if (!problems.empty()) {
        return std::move(problems).error();
    }
    if (!from.contains("site.url")) {
        loaded.settings.site.url = address_of(loaded.settings);
    }
    loaded.origins.reserve(table().size());
    for (const Setting& setting : table()) {
        const auto origin = from.find(setting.key);
        loaded.origins.push_back({std::string(setting.key), shown_value(setting, loaded.settings),
                                  origin == from.end() ? std::string(kDefault) : origin->second});
    }
    return loaded;
}

}  // namespace stoppress::settings
