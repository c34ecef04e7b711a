// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "render/theme/toml_file.hpp"
#include "render/theme/words.hpp"

namespace stoppress::render {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::string_view kEnglish = "en";

Result<Wording> read_wording(const ThemeFile& file, const std::string& key, const toml::node& node) {
    Wording wording;
    wording.where = place(file, node.source());
    if (const auto text = node.value<std::string>()) {
        wording.forms.emplace("other", *text);
        return wording;
    }
    static const std::set<std::string, std::less<>> kForms{"zero", "one", "two", "few", "many", "other"};
    const toml::table* table = node.as_table();
    if (table != nullptr) {
        for (const auto& [form, value] : *table) {
            const auto text = value.value<std::string>();
            if (!text || !kForms.contains(form.str())) {
                table = nullptr;
                break;
            }
            wording.forms.emplace(std::string(form.str()), *text);
        }
    }
    if (table == nullptr || !wording.forms.contains("other")) {
        return fail(
            ErrorCode::invalid,
            fmt::format("{}: '{}' must be a string, or a table of the forms zero, one, two, few, many and other (other is required).",
                        wording.where, key));
    }
    return wording;
}

Result<void> read_catalogue(const ThemeFile& file, Catalogue& catalogue) {
    TRY(const toml::table table, parse_toml(file));
    for (const auto& [key, node] : table) {
        const std::string name{key.str()};
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: '{}': names must consist of a-z, 0-9 and '_'.", place(file, node.source()), name));
        }
        TRY(Wording wording, read_wording(file, name, node));
        catalogue.insert_or_assign(name, std::move(wording));
    }
    return {};
}

std::set<std::string> placeholders(const Wording& wording) {
    std::set<std::string> found;
    for (const auto& [form, text] : wording.forms) {
        for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
            const std::size_t close = text.find('}', open);
            found.insert(text.substr(open, close == std::string::npos ? close : close - open + 1));
        }
    }
    return found;
}

/// The English catalogue defines which words exist, and their placeholders.
Result<void> check(const Catalogue& catalogue, const Catalogue& english) {
    for (const auto& [key, wording] : catalogue) {
        const auto model = english.find(key);
        if (model == english.end()) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: '{}' is not in words/en.toml. Add it there first, or correct the name.", wording.where, key));
        }
        const std::set<std::string> known = placeholders(model->second);
        for (const std::string& used : placeholders(wording)) {
            if (!known.contains(used)) {
                return fail(ErrorCode::invalid,
                            fmt::format("{}: '{}': the placeholder {} is not available here.", wording.where, key, used));
            }
        }
        if (wording.forms.size() > 1 && model->second.forms.size() == 1) {
            return fail(ErrorCode::invalid, fmt::format("{}: '{}' is a plain string: it cannot have plural forms.", wording.where, key));
        }
    }
    return {};
}

}  // namespace

Result<Catalogues> read_catalogues(const ThemeFiles& files) {
    Catalogues catalogues;
    constexpr std::string_view kFolder = "words/";
    for (auto file = files.lower_bound(kFolder); file != files.end() && file->first.starts_with(kFolder); ++file) {
        const std::string language =
            file->first.substr(kFolder.size(), file->first.size() - kFolder.size() - std::string_view(".toml").size());
        if (story::canonical_language(language) != language) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: the file name must be a language tag (BCP 47), such as pt-BR.toml.", file->second.back().origin));
        }
        for (const ThemeFile& layer : file->second) {
            TRY_VOID(read_catalogue(layer, catalogues[language]));
        }
    }
    const auto english = catalogues.find(kEnglish);
    if (english == catalogues.end()) {
        return fail(ErrorCode::invalid, "words/en.toml is missing from the theme.");
    }
    for (const auto& [language, catalogue] : catalogues) {
        TRY_VOID(check(catalogue, english->second));
    }
    return catalogues;
}

std::string choose_wording(const Catalogues& catalogues, std::string_view language, std::string_view fallback) {
    for (std::string_view tag : {language, fallback}) {
        while (!tag.empty()) {
            if (const auto found = catalogues.find(tag); found != catalogues.end()) {
                return found->first;
            }
            const std::size_t dash = tag.rfind('-');
            tag = tag.substr(0, dash == std::string_view::npos ? 0 : dash);
        }
    }
    return std::string{kEnglish};
}

}  // namespace stoppress::render
