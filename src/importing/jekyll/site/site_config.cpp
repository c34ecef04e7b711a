// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/site/site_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/files/read_file.hpp"
#include "importing/hugo/site/site_folders.hpp"
#include "importing/jekyll/addresses/permalinks.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

namespace fs = std::filesystem;

/// Entries of a list of the configuration that is gone through for each file: sets of defaults and values of one, collections, patterns of
/// names. Real sites have some dozen.
constexpr std::size_t kMaxEntries = 500;
/// Bytes of a pattern of names: the time that it takes grows with them, for each file.
constexpr std::size_t kMaxPatternBytes = 500;

/// "/blog" of "blog/", "//blog".
std::string path_of_base(std::string_view text) {
    const std::string_view inside = base::trimmed(trim(text), "/");
    return inside.empty() ? std::string() : canonical_path("/" + std::string(inside)).value_or("");
}

std::string origin_of(std::string_view url) {
    url = trim(url);
    if (!is_web_address(url)) {
        return {};
    }
    const std::size_t host = url.find("//");
    const std::size_t slash = host == std::string_view::npos ? host : url.find('/', host + 2);
    return std::string(url.substr(0, slash));
}

/// Names of HTML entities, as kramdown's options have them.
std::optional<std::string> mark_named(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kMarks{{{"lsquo", "‘"},
                                                                                           {"rsquo", "’"},
                                                                                           {"ldquo", "“"},
                                                                                           {"rdquo", "”"},
                                                                                           {"sbquo", "‚"},
                                                                                           {"bdquo", "„"},
                                                                                           {"laquo", "«"},
                                                                                           {"raquo", "»"},
                                                                                           {"lsaquo", "‹"},
                                                                                           {"rsaquo", "›"},
                                                                                           {"apos", "'"},
                                                                                           {"quot", "\""}}};
    const auto found = std::ranges::find(kMarks, name, &std::pair<std::string_view, std::string_view>::first);
    return found == kMarks.end() ? std::nullopt : std::optional(std::string(found->second));
}

QuotationMarks quotation_marks(const Value* option) {
    QuotationMarks marks{"‘", "’", "“", "”"};
    if (option == nullptr) {
        return marks;
    }
    std::vector<std::string> names = option->texts();
    if (option->values() == nullptr) {
        const std::string text = option->text();
        names.clear();
        for (const std::string_view name : split(text, ',')) {
            names.emplace_back(trim(name));
        }
    }
    for (std::size_t i = 0; i < std::min(names.size(), marks.size()); ++i) {
        marks.at(i) = mark_named(names[i]).value_or(marks.at(i));
    }
    return marks;
}

void read_collections(SiteConfig& config) {
    std::vector<std::pair<std::string, Value>> named;
    if (const Value* value = config.root.find("collections")) {
        for (const std::string& label : value->values() != nullptr ? value->texts() : std::vector<std::string>{}) {
            named.emplace_back(label, Value(Members{}));
        }
        if (const Members* members = value->members()) {
            named.assign(members->begin(), members->end());
        }
    }
    Collection posts{"posts", true, post_template(config.permalink)};
    for (const auto& [name, value] : named) {
        std::string label;
        std::ranges::copy_if(name, std::back_inserter(label),
                             [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.'; });
        const std::string permalink(trim(value.text_of("permalink")));
        if (label == "posts") {
            posts.permalink = permalink.empty() ? posts.permalink : permalink;
        } else if (!label.empty() && label != "data") {
            config.collections.push_back(
                {label, value.truth_of("output", false), permalink.empty() ? collection_template(config.permalink) : permalink});
        }
    }
    config.collections.push_back(std::move(posts));
}

void read_defaults(SiteConfig& config) {
    const Value* sets = config.root.find("defaults");
    for (const Value& set : sets != nullptr && sets->values() != nullptr ? *sets->values() : Values{}) {
        const Value* values = set.find("values");
        if (values == nullptr || values->members() == nullptr) {
            continue;
        }
        DefaultSet read;
        read.values = *values;
        if (const Value* scope = set.find("scope")) {
            read.scoped = true;
            read.path = scope->text_of("path");
            if (const Value* type = scope->find("type")) {
                // The names of Jekyll 2 are understood.
                const std::string name = type->text();
                read.type = name == "post" || name == "page" || name == "draft" ? name + "s" : name;
            }
        }
        config.defaults.push_back(std::move(read));
    }
}

std::vector<std::string> texts_of(const Value& root, std::string_view key) {
    const Value* value = root.find(key);
    return value == nullptr ? std::vector<std::string>{} : value->texts();
}

/// The first list that is too long; empty: none is.
std::string_view too_long(const SiteConfig& config) {
    const bool values =
        std::ranges::any_of(config.defaults, [](const DefaultSet& set) { return set.values.members()->size() > kMaxEntries; });
    return config.defaults.size() > kMaxEntries || values ? "defaults"
           : config.collections.size() > kMaxEntries      ? "collections"
           : config.exclude.size() > kMaxEntries          ? "exclude"
           : config.include.size() > kMaxEntries          ? "include"
                                                          : "";
}

/// The first pattern that would not match here what it matches in Jekyll, with the key that it is under.
std::optional<std::pair<std::string_view, std::string_view>> unread_pattern(const SiteConfig& config) {
    for (const DefaultSet& set : config.defaults) {
        if (set.path.size() > kMaxPatternBytes || (set.path.contains('*') && set.path.find_first_of("[{\\") != std::string::npos)) {
            return std::pair{std::string_view("defaults"), std::string_view(set.path)};
        }
    }
    for (const std::string& pattern : config.exclude) {
        if (pattern.size() > kMaxPatternBytes || pattern.find_first_of("[\\") != std::string::npos) {
            return std::pair{std::string_view("exclude"), std::string_view(pattern)};
        }
    }
    return std::nullopt;
}

std::string text_or(const Value& root, std::string_view key, std::string otherwise) {
    std::string text(base::trimmed(trim(root.text_of(key)), "/"));
    return text.empty() ? std::move(otherwise) : text;
}

void read_markdown(SiteConfig& config) {
    const std::string extensions = text_or(config.root, "markdown_ext", "markdown,mkdown,mkdn,mkd,md");
    for (const std::string_view extension : split(extensions, ',')) {
        config.markdown_extensions.push_back(ascii_lower(trim(extension)));
    }
    config.kramdown = equals_ignoring_case(text_or(config.root, "markdown", "kramdown"), "kramdown");
    const Value* found = config.root.find("kramdown");
    const Value options = found == nullptr ? Value(Members{}) : *found;
    config.auto_ids = options.truth_of("auto_ids", true);
    config.id_prefix = options.text_of("auto_id_prefix");
    config.hard_wrap = options.truth_of("hard_wrap", false);
    config.quotation_marks = quotation_marks(options.find("smart_quotes"));
    if (const Value* quirks = options.find("gfm_quirks")) {
        config.typographic =
            std::ranges::none_of(quirks->texts(), [](const std::string& quirk) { return quirk.contains("no_auto_typographic"); });
    }
}

base::Result<std::optional<Value>> read_file_of(const fs::path& folder) {
    for (const char* name : {"_config.yml", "_config.yaml", "_config.toml"}) {
        const fs::path file = folder / name;
        std::error_code failed;
        if (!fs::exists(fs::symlink_status(file, failed))) {
            continue;
        }
        auto text = base::read_file(file, kMaxDataFileBytes);
        if (!text.has_value()) {
            return base::fail(text.error().code, fmt::format("{}: the site's configuration {}", file.string(), text.error().message));
        }
        ReadValue read = file.extension() == ".toml" ? read_toml(*text) : read_yaml(*text);
        if (const auto* failure = std::get_if<ReadFailure>(&read)) {
            return base::fail(base::ErrorCode::invalid, fmt::format("{}:{}: the site's configuration cannot be read: {}", file.string(),
                                                                    failure->line, failure->reason));
        }
        Value& value = std::get<Value>(read);
        return value.members() == nullptr ? Value(Members{}) : std::move(value);
    }
    return std::nullopt;
}

}  // namespace

const Collection* SiteConfig::collection(std::string_view label) const {
    const auto found = std::ranges::find(collections, label, &Collection::label);
    return found == collections.end() ? nullptr : &*found;
}

SiteConfig site_config_of(Value root, const std::string& time_zone) {
    SiteConfig config;
    config.root = std::move(root);
    config.title = text_of_html(config.root.text_of("title"));
    if (config.title.empty()) {
        config.title = text_of_html(config.root.text_of("name"));
    }
    config.origin = origin_of(config.root.text_of("url"));
    config.base_path = path_of_base(config.root.text_of("baseurl"));
    for (const std::string_view key : {"lang", "locale", "language"}) {
        if (config.language.empty()) {
            config.language = story::canonical_language(replace_all(config.root.text_of(key), "_", "-"));
        }
    }
    config.time_zone = std::string(trim(config.root.text_of("timezone")));
    config.time_zone_named = !config.time_zone.empty();
    config.time_zone = config.time_zone_named ? config.time_zone : time_zone;
    const std::string permalink(trim(config.root.text_of("permalink")));
    config.permalink = permalink.empty() ? "date" : permalink;
    config.collections_folder = text_or(config.root, "collections_dir", "");
    config.data_folder = text_or(config.root, "data_dir", "_data");
    config.output_folder = text_or(config.root, "destination", "_site");
    config.include = config.root.find("include") == nullptr ? std::vector<std::string>{".htaccess"} : texts_of(config.root, "include");
    config.exclude = texts_of(config.root, "exclude");
    for (const char* name : {".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle/",
                             "vendor/cache/", "vendor/gems/", "vendor/ruby/"}) {
        config.exclude.emplace_back(name);
    }
    config.future = config.root.truth_of("future", false);
    config.unpublished = config.root.truth_of("unpublished", false);
    config.show_drafts = config.root.truth_of("show_drafts", false);
    read_collections(config);
    read_defaults(config);
    read_markdown(config);
    return config;
}

base::Result<SiteSource> read_site(const fs::path& given, const std::string& time_zone) {
    std::error_code failed;
    if (!fs::is_directory(given, failed)) {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} is not a folder; name the folder of a Jekyll site.", given.string()));
    }
    fs::path folder = fs::absolute(given, failed).lexically_normal();
    folder = folder.has_filename() ? folder : folder.parent_path();
    TRY(auto root, read_file_of(folder));
    if (!root.has_value() && !fs::is_directory(folder / "_posts", failed)) {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("{} has neither _config.yml nor _posts; name the folder of a Jekyll site.", given.string()));
    }
    SiteConfig config = site_config_of(root.has_value() ? *std::move(root) : Value(Members{}), time_zone);
    if (const std::string_view name = too_long(config); !name.empty()) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the configuration has more than {} entries in {}.", kMaxEntries, name));
    }
    if (const auto pattern = unread_pattern(config)) {
        return base::fail(
            base::ErrorCode::invalid,
            fmt::format("the configuration has the pattern {:?} in {}. Write it with '*' and '?' only, in at most {} bytes: otherwise what "
                        "Jekyll hides would be shown.",
                        cut(pattern->second, 200), pattern->first, kMaxPatternBytes));
    }
    if (const std::string source = config.root.text_of("source"); !trim(source).empty()) {
        fs::path inner = (folder / source).lexically_normal();
        inner = inner.has_filename() ? inner : inner.parent_path();
        if (!fs::is_directory(inner, failed) ||
            !hugo::is_below(fs::weakly_canonical(inner, failed), fs::weakly_canonical(folder, failed))) {
            return base::fail(base::ErrorCode::invalid,
                              fmt::format("the folder {:?} that the configuration names as source is not in {}.", source, folder.string()));
        }
        folder = std::move(inner);
    }
    for (const Collection& collection : config.collections) {
        if (const auto unknown = collection.output ? unknown_placeholder(collection.permalink) : std::nullopt) {
            return base::fail(base::ErrorCode::invalid,
                              fmt::format("the permalink of {}, \"{}\", has {}, which Jekyll does not know; the addresses would be wrong.",
                                          collection.label, collection.permalink, *unknown));
        }
    }
    return SiteSource{std::move(folder), std::move(config)};
}

}  // namespace stoppress::importing::jekyll
