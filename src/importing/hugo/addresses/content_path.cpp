// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/addresses/content_path.hpp"

#include <fmt/ranges.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

/// "post.fr" -> "post" and French, if the site has French, also as its only language.
void take_language(std::string& stem, std::size_t& language, const SiteConfig& config) {
    const std::size_t dot = stem.rfind('.');
    if (dot == std::string::npos) {
        return;
    }
    for (std::size_t i = 0; i < config.languages.size(); ++i) {
        // Hugo reads keys in lower case, and file names as they are.
        if (std::string_view(stem).substr(dot + 1) == ascii_lower(config.languages[i].key)) {
            language = i;
            stem.resize(dot);
            return;
        }
    }
}

bool is_allowed(std::string_view text, std::int32_t at, UChar32 c) {
    if (c < 0x80) {
        const char ascii = static_cast<char>(c);
        return is_ascii_letter(ascii) || is_ascii_digit(ascii) || std::string_view("./_#+~-@").contains(ascii) ||
               (ascii == '%' && hex_pair(text.substr(static_cast<std::size_t>(at))) >= 0);
    }
    return u_isalpha(c) != 0 || u_isdigit(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

}  // namespace

std::string ContentPath::folder_path() const {
    return fmt::to_string(fmt::join(folders, "/"));
}

bool is_page_file(std::string_view name) {
    for (const std::string_view extension : {".md", ".markdown", ".mdown", ".html", ".htm"}) {
        if (name.size() > extension.size() && equals_ignoring_case(name.substr(name.size() - extension.size()), extension)) {
            return true;
        }
    }
    return false;
}

ContentPath place(std::string_view file, bool in_leaf_bundle, std::size_t language, const SiteConfig& config) {
    ContentPath path;
    path.file = file;
    path.language = language;
    for (const std::string_view part : split(file, '/')) {
        path.folders.emplace_back(part);
    }
    std::string stem = path.folders.back();
    path.folders.pop_back();
    if (!is_page_file(stem)) {
        path.role = PageRole::resource;
        return path;
    }
    stem.resize(stem.rfind('.'));
    take_language(stem, path.language, config);
    path.file_base = stem;
    if (in_leaf_bundle) {
        path.role = PageRole::resource;
        return path;
    }
    if (stem == "_index") {
        path.logical = path.folder_path();
        path.base_name = path.folders.empty() ? std::string() : path.folders.back();
        path.role = path.folders.empty() ? PageRole::home : PageRole::section;
        path.taxonomy = path.folders.empty() ? nullptr : config.taxonomy_of_folder(path.folders.front());
        if (path.taxonomy != nullptr) {
            path.role = path.folders.size() == 1 ? PageRole::taxonomy : PageRole::term;
        }
        return path;
    }
    if (stem == "index") {
        if (path.folders.empty()) {
            path.role = PageRole::home;
            return path;
        }
        path.base_name = path.folders.back();
        path.logical = path.folder_path();
        path.folders.pop_back();
        return path;
    }
    path.base_name = stem;
    path.logical = path.folder_path() + (path.folders.empty() ? "" : "/") + stem;
    return path;
}

std::string without_accents(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* const apart = icu::Normalizer2::getNFDInstance(error);
    const auto* const together = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error) != 0) {
        return std::string(text);
    }
    const auto letters =
        apart->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))), error);
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 c = letters.char32At(at);
        if (u_charType(c) != U_NON_SPACING_MARK) {
            kept.append(c);
        }
    }
    std::string out;
    together->normalize(kept, error).toUTF8String(out);
    return U_FAILURE(error) != 0 ? std::string(text) : out;
}

std::string path_part(std::string_view given, const SiteConfig& config) {
    std::string plain;
    if (config.remove_path_accents) {
        plain = without_accents(given);
    }
    const std::string_view text = config.remove_path_accents ? plain : given;
    std::string out;
    bool hyphen_due = false;
    bool after_hyphen = false;
    // U8_NEXT computes with the elements of its argument, which must be unsigned.
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::int32_t at = 0;
    const auto length = static_cast<std::int32_t>(text.size());
    while (at < length) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        if (c >= 0 && is_allowed(text, at, c)) {
            after_hyphen = c == '-';
            if (hyphen_due && !after_hyphen) {
                out += '-';
            }
            hyphen_due = false;
            append_utf8(out, static_cast<char32_t>(config.path_to_lower ? u_tolower(c) : c));
        } else if (!out.empty() && !after_hyphen && c >= 0 && u_isUWhiteSpace(c) != 0) {
            hyphen_due = true;
        }
    }
    return out;
}

}  // namespace stoppress::importing::hugo
