// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/site/story_languages.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include "story/text.hpp"

namespace stoppress::newsroom {

namespace {

/// "Dari" for fa-AF, but "English (Malta)" for en-MT.
bool has_a_name_of_its_own(const icu::LocaleDisplayNames& names, const icu::Locale& locale) {
    icu::UnicodeString name;
    names.localeDisplayName(locale, name);
    return name.indexOf(u'(') < 0;
}

std::vector<std::string> make_languages() {
    const std::unique_ptr<icu::LocaleDisplayNames> names{
        icu::LocaleDisplayNames::createInstance(icu::Locale::getEnglish(), ULDN_DIALECT_NAMES)};
    std::vector<std::string> tags;
    std::int32_t count = 0;
    const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
    for (const icu::Locale* locale = locales; locale != locales + count; ++locale) {
        const bool regional = *locale->getCountry() != '\0';
        if (*locale->getVariant() != '\0' || (regional && (names == nullptr || !has_a_name_of_its_own(*names, *locale)))) {
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        const auto tag = story::canonical_language(locale->toLanguageTag<std::string>(status));
        if (U_SUCCESS(status) && !tag.empty()) {
            tags.push_back(tag);
        }
    }
    std::ranges::sort(tags);
    tags.erase(std::ranges::unique(tags).begin(), tags.end());
    return tags;
}

}  // namespace

const std::vector<std::string>& offered_languages() {
    static const std::vector<std::string> languages = make_languages();
    return languages;
}

}  // namespace stoppress::newsroom
