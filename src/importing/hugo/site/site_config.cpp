// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/site_config.hpp"

#include <fmt/format.h>

#include "importing/hugo/site/config_files.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::hugo {
namespace {

/// The site's own address; placeholders from Hugo's quick start and local addresses do not count.
std::string real_base_url(std::string url) {
    while (url.ends_with('/')) {
        url.pop_back();
    }
    const bool placeholder =
        url.contains("://example.") || url.contains("://localhost") || url.contains("://127.") || url.contains("example.org");
    return is_web_address(url) && !placeholder ? url : std::string();
}

std::string path_of_url(const std::string& url) {
    const std::size_t host = url.find("://");
    std::string path;
    if (host != std::string::npos) {
        const std::size_t slash = url.find('/', host + 3);
        path = slash == std::string::npos ? std::string() : url.substr(slash);
    } else if (url.starts_with('/')) {
        path = url;
    }
    const auto canonical = canonical_path(path);
    path = canonical.value_or("");
    while (path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

TermKind kind_of(std::string_view singular, std::string_view plural) {
    static constexpr std::array<std::string_view, 12> kAuthors{"author",      "authors",      "writer",      "writers",
                                                               "contributor", "contributors", "contributer", "reporters",
                                                               "reporter",    "byline",       "columnists",  "people"};
    const auto names = [](std::string_view name) {
        return std::ranges::any_of(kAuthors, [name](std::string_view one) { return equals_ignoring_case(one, name); });
    };
    return names(singular) || names(plural) ? TermKind::author : TermKind::topic;
}

std::string language_tag(const Value& language, const std::string& key) {
    for (const std::string_view name : {"locale", "languagecode"}) {
        if (std::string tag = story::canonical_language(language.text_of(name)); !tag.empty()) {
            return tag;
        }
    }
    std::string tag = story::canonical_language(key);
    return tag.empty() ? "en" : tag;
}

std::map<std::string, std::string> permalinks_of(const Members& given) {
    std::map<std::string, std::string> permalinks;
    for (const auto& [section, pattern] : given) {
        if (const Members* kinds = pattern.members()) {
            // Newer sites: permalinks.page.SECTION and permalinks.term.TAXONOMY; older ones name both alike.
            if (equals_ignoring_case(section, "page") || equals_ignoring_case(section, "term")) {
                for (const auto& [name, page_pattern] : *kinds) {
                    permalinks[name == "/" ? std::string() : ascii_lower(name)] = page_pattern.text();
                }
            }
        } else if (const std::string text = pattern.text(); !text.empty()) {
            permalinks.try_emplace(section == "/" ? std::string() : ascii_lower(section), text);
        }
    }
    return permalinks;
}

/// How addresses are made, where this part of the configuration says so. A language's own permalinks stand for all.
void read_addressing(const Value& part, SiteLanguage& language) {
    if (const Value* ugly = part.find("uglyurls"); ugly != nullptr && ugly->members() != nullptr) {
        for (const auto& [section, truth] : *ugly->members()) {
            if (truth.truth(false)) {
                language.ugly_sections.insert(ascii_lower(section));
            }
        }
    } else {
        language.ugly_urls = part.truth_of("uglyurls", language.ugly_urls);
    }
    if (const Value* permalinks = part.find("permalinks"); permalinks != nullptr && permalinks->members() != nullptr) {
        language.permalinks = permalinks_of(*permalinks->members());
    }
}

/// The language of a site that lists none.
SiteLanguage only_language(const Value& root, const std::string& key, std::string tag) {
    SiteLanguage only{key, std::move(tag), ""};
    read_addressing(root, only);
    return only;
}

void read_languages(const Value& root, SiteConfig& config) {
    std::string first = root.text_of("defaultcontentlanguage");
    if (first.empty()) {
        first = "en";
    }
    const Value* all = root.find("languages");
    const Members* languages = all == nullptr ? nullptr : all->members();
    if (languages == nullptr || languages->empty()) {
        // "en-us" of the site's feed is more precise than "en", which is only Hugo's default.
        config.languages.push_back(only_language(root, first, language_tag(root, first)));
        return;
    }
    const Value* listed = root.find("disablelanguages");
    const auto disabled = listed == nullptr ? std::vector<std::string>{} : listed->texts();
    std::vector<SiteLanguage> not_built;
    for (const auto& [key, language] : *languages) {
        SiteLanguage one{key, language_tag(language, key), language.text_of("contentdir")};
        read_addressing(root, one);
        read_addressing(language, one);
        one.disabled = language.truth_of("disabled", false) ||
                       std::ranges::any_of(disabled, [&](const std::string& name) { return equals_ignoring_case(name, key); });
        if (one.disabled) {
            not_built.push_back(std::move(one));
        } else if (equals_ignoring_case(key, first)) {
            config.languages.insert(config.languages.begin(), std::move(one));
        } else {
            config.languages.push_back(std::move(one));
        }
    }
    if (config.languages.empty()) {
        config.languages.push_back(only_language(root, first, language_tag(root, first)));
    }
    config.languages.insert(config.languages.end(), std::make_move_iterator(not_built.begin()), std::make_move_iterator(not_built.end()));
}

void read_taxonomies(const Value& root, SiteConfig& config) {
    const Value* given = root.find("taxonomies");
    if (given == nullptr || given->members() == nullptr) {
        config.taxonomies = {{"category", "categories", TermKind::topic}, {"tag", "tags", TermKind::topic}};
        return;
    }
    for (const auto& [singular, plural] : *given->members()) {
        if (const std::string name = ascii_lower(plural.text()); !name.empty()) {
            config.taxonomies.push_back({ascii_lower(singular), name, kind_of(singular, name)});
        }
    }
}

std::vector<MountRule> mounts_of(const Value& module) {
    std::vector<MountRule> rules;
    const Value* mounts = module.find("mounts");
    if (mounts == nullptr || mounts->values() == nullptr) {
        return rules;
    }
    for (const Value& mount : *mounts->values()) {
        MountRule rule{mount.text_of("source"), mount.text_of("target"), mount.text_of("lang"), {}, {}};
        if (const Value* files = mount.find("includefiles")) {
            rule.include_files = files->texts();
        }
        if (const Value* files = mount.find("excludefiles")) {
            rule.exclude_files = files->texts();
        }
        if (!rule.source.empty() && !rule.target.empty()) {
            rules.push_back(std::move(rule));
        }
    }
    return rules;
}

void read_modules(const Value& root, SiteConfig& config) {
    if (const std::string folder = root.text_of("themesdir"); !folder.empty()) {
        config.themes_folder = folder;
    }
    if (const Value* themes = root.find("theme")) {
        for (std::string& name : themes->texts()) {
            config.modules.push_back({std::move(name), {}});
        }
    }
    const Value* module = root.find("module");
    if (module == nullptr) {
        return;
    }
    config.mounts = mounts_of(*module);
    const Value* imports = module->find("imports");
    for (const Value& one : imports == nullptr || imports->values() == nullptr ? Values{} : *imports->values()) {
        if (std::string path = one.text_of("path"); !path.empty() && !one.truth_of("disable", false)) {
            config.modules.push_back({std::move(path), mounts_of(one)});
        }
    }
}

/// On or off, or a map of signs as HTML: { leftDoubleQuote = "&laquo;" }.
void read_typographer(const Value& root, SiteConfig& config) {
    const Value* given = root.find_path("markup.goldmark.extensions.typographer");
    if (given == nullptr) {
        return;
    }
    if (given->members() == nullptr ? !given->truth(true) : given->truth_of("disable", false)) {
        config.typographer.reset();
        return;
    }
    TypographerSigns& signs = *config.typographer;
    for (const auto& [name, sign] : {std::pair{"leftsinglequote", &signs.left_single}, std::pair{"rightsinglequote", &signs.right_single},
                                     std::pair{"leftdoublequote", &signs.left_double}, std::pair{"rightdoublequote", &signs.right_double},
                                     std::pair{"apostrophe", &signs.apostrophe}, std::pair{"endash", &signs.en_dash},
                                     std::pair{"emdash", &signs.em_dash}, std::pair{"ellipsis", &signs.ellipsis},
                                     std::pair{"leftanglequote", &signs.left_angle}, std::pair{"rightanglequote", &signs.right_angle}}) {
        if (const Value* own = given->find(name)) {
            // A sign, and perhaps a space.
            *sign = cut(text_of_html(cut(own->text(), 100)), 32);
        }
    }
}

/// A language's own menus stand for all.
void read_menus(const Value& root, SiteConfig& config) {
    const Value* own = root.find("languages");
    own = own == nullptr ? nullptr : own->find(config.languages.front().key);
    if (own != nullptr) {
        config.menu_entries = configured_entries(*own);
    }
    if (config.menu_entries.empty()) {
        config.menu_entries = configured_entries(root);
    }
    config.section_pages_menu = root.text_of("sectionpagesmenu");
}

void read_dates(const Value& root, SiteConfig& config) {
    static const std::map<std::string, std::vector<std::string>> kDefaults{
        {"date", {"date", "publishdate", "pubdate", "published", "lastmod", "modified"}},
        {"publishdate", {"publishdate", "pubdate", "published", "date"}},
        {"lastmod", {"lastmod", "modified", "date", "publishdate", "pubdate", "published"}},
        {"expirydate", {"expirydate", "unpublishdate"}}};
    for (const auto& [name, standard] : kDefaults) {
        std::vector<std::string>& sources = config.date_sources[name];
        const Value* given = root.find_path("frontmatter." + name);
        for (const std::string& source : given == nullptr ? std::vector<std::string>{":default"} : given->texts()) {
            if (source == ":default") {
                sources.insert(sources.end(), standard.begin(), standard.end());
            } else {
                sources.push_back(ascii_lower(source));
            }
        }
    }
}

}  // namespace

const Taxonomy* SiteConfig::taxonomy_of_folder(std::string_view plural) const {
    const auto found = std::ranges::find_if(taxonomies, [plural](const Taxonomy& one) { return equals_ignoring_case(one.plural, plural); });
    return found == taxonomies.end() ? nullptr : &*found;
}

bool SiteConfig::multilingual() const {
    return std::ranges::count(languages, false, &SiteLanguage::disabled) > 1;
}

std::string SiteConfig::origin() const {
    return base_url.empty() ? std::string() : base_url.substr(0, base_url.find('/', base_url.find("://") + 3));
}

std::string SiteConfig::language_prefix(std::size_t language) const {
    if (!multilingual() || (language == 0 && !default_language_in_subfolder)) {
        return {};
    }
    return "/" + ascii_lower(languages[language].key);
}

SiteConfig site_config_of(const Value& root) {
    SiteConfig config;
    const std::string url = root.text_of("baseurl");
    config.base_url = real_base_url(url);
    config.base_path = path_of_url(url);
    config.title = root.text_of("title");
    if (const Value* params = root.find("params")) {
        config.description = params->text_of("description");
    }
    if (const std::string zone = root.text_of("timezone"); !zone.empty()) {
        config.time_zone = zone;
    }
    if (const std::string folder = root.text_of("contentdir"); !folder.empty()) {
        config.content_folder = folder;
    }
    if (const std::string folder = root.text_of("datadir"); !folder.empty()) {
        config.data_folder = folder;
    }
    if (const std::string folder = root.text_of("assetdir"); !folder.empty()) {
        config.asset_folder = folder;
    }
    if (const Value* folders = root.find("staticdir")) {
        config.static_folders = folders->texts();
    }
    read_modules(root, config);
    config.language_named = root.find("languages") != nullptr || root.find("languagecode") != nullptr || root.find("locale") != nullptr ||
                            root.find("defaultcontentlanguage") != nullptr;
    read_languages(root, config);
    config.default_language_in_subfolder = root.truth_of("defaultcontentlanguageinsubdir", false);
    config.path_to_lower = !root.truth_of("disablepathtolower", false);
    config.remove_path_accents = root.truth_of("removepathaccents", false);
    config.build_drafts = root.truth_of("builddrafts", false);
    config.build_future = root.truth_of("buildfuture", false);
    config.build_expired = root.truth_of("buildexpired", false);
    config.enable_emoji = root.truth_of("enableemoji", false);
    read_typographer(root, config);
    if (const Value* parser = root.find_path("markup.goldmark.parser")) {
        const std::string type = ascii_lower(parser->text_of("autoheadingidtype"));
        config.heading_ids = !parser->truth_of("autoheadingid", true) ? HeadingIdType::none
                             : type == "blackfriday"                  ? HeadingIdType::blackfriday
                             : type == "github-ascii"                 ? HeadingIdType::github_ascii
                                                                      : HeadingIdType::github;
    }
    if (const Value* patterns = root.find("ignorefiles")) {
        config.ignore_files = patterns->texts();
    }
    if (const Value* name = root.find_path("outputformats.rss.basename"); name != nullptr && !name->text().empty()) {
        config.feed_name = name->text() + ".xml";
    }
    config.missing_reference_url = root.text_of("reflinksnotfoundurl");
    read_taxonomies(root, config);
    read_dates(root, config);
    read_menus(root, config);
    if (const Value* params = root.find("params")) {
        config.params = *params;
    }
    return config;
}

base::Result<SiteConfig> read_site_config(const std::filesystem::path& folder, const Complain& complain) {
    TRY(auto root, read_configuration(folder));
    if (!root.has_value()) {
        complain(folder.string(), 0, "no configuration found (hugo.toml, config.yaml, …): addresses follow Hugo's defaults");
    }
    return site_config_of(root.value_or(Value(Members{})));
}

}  // namespace stoppress::importing::hugo
