// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/visitors/browser_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text/ascii.hpp"

namespace stoppress::readership {
namespace {

using std::string_view_literals::operator""sv;

/// Browsers whose name does not begin with "Mozilla/".
constexpr std::array kOtherForms{
    "Opera/"sv,       "Lynx/"sv,     "w3m/"sv,      "Links ("sv,      "Links/"sv,    "ELinks/"sv,   "ELinks ("sv,
    "NetSurf/"sv,     "Dillo/"sv,    "edbrowse/"sv, "retawq/"sv,      "URL/Emacs"sv, "Emacs-W3/"sv, "Emacs-w3m/"sv,
    "NCSA_Mosaic/"sv, "NetFront/"sv, "Nokia"sv,     "SonyEricsson"sv, "SAMSUNG-"sv,  "SEC-"sv,      "BlackBerry"sv,
    "UCWEB/"sv,       "DoCoMo/"sv,   "KDDI-"sv,     "SoftBank/"sv,    "Vodafone/"sv, "J-PHONE/"sv,  "MOT-"sv,
    "LG-"sv,          "LGE-"sv,      "SIE-"sv,      "ZTE-"sv,         "HUAWEI-"sv,
};

/// Browsers that call themselves `compatible; NAME`.
constexpr std::array kCompatibleBrowsers{"MSIE "sv, "Konqueror/"sv, "iCab "sv, "OmniWeb/"sv, "IBrowse "sv, "NetPositive/"sv};

constexpr auto kMozilla = "Mozilla/"sv;

bool is_name_character(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '-';
}

bool ends_with_any_case(std::string_view text, std::string_view lower_end) {
    return text.size() >= lower_end.size() && base::equals_ignoring_case(text.substr(text.size() - lower_end.size()), lower_end);
}

/// A word such as "SomeBot" followed by a version or the end of a comment. CUBOT makes phones, and names a
/// model after itself.
bool names_a_bot(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_name_character(text[at])) {
            ++at;
            continue;
        }
        const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text.substr(at), is_name_character) - text.begin());
        const auto word = text.substr(at, end - at);
        const bool closed = end == text.size() || text[end] == '/' || text[end] == ';' || text[end] == ')';
        if (closed && ends_with_any_case(word, "bot") && !ends_with_any_case(word, "cubot")) {
            return true;
        }
        at = end;
    }
    return false;
}

/// Each `compatible; NAME` must name one of the old browsers.
bool compatible_names_a_program(std::string_view text) {
    constexpr auto kCompatible = "compatible;"sv;
    for (auto at = text.find(kCompatible); at != std::string_view::npos; at = text.find(kCompatible)) {
        text.remove_prefix(at + kCompatible.size());
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (std::ranges::none_of(kCompatibleBrowsers, [&](std::string_view name) { return text.starts_with(name); })) {
            return true;
        }
    }
    return false;
}

/// In the first comment browsers name the system they run on; a bare "Mozilla/5.0", or one followed by the engine,
/// is a program.
bool names_a_platform(std::string_view browser) {
    const auto comment = browser.find('(');
    return comment != std::string_view::npos && !browser.substr(comment).starts_with("(KHTML");
}

}  // namespace

bool has_browser_form(std::string_view user_agent) {
    user_agent.remove_prefix(std::min(user_agent.find_first_not_of(' '), user_agent.size()));
    if (user_agent.contains("+http://") || user_agent.contains("+https://")) {
        return false;
    }
    if (std::ranges::any_of(kOtherForms, [&](std::string_view form) { return user_agent.starts_with(form); })) {
        return !names_a_bot(user_agent);
    }
    // Some apps put their own name before that of the browser they embed.
    const auto mozilla = user_agent.find(kMozilla);
    if (mozilla == std::string_view::npos) {
        return user_agent.contains(" AppleWebKit/") && !names_a_bot(user_agent);
    }
    const auto browser = user_agent.substr(mozilla);
    return names_a_platform(browser) && !compatible_names_a_program(browser) && !names_a_bot(user_agent);
}

}  // namespace stoppress::readership
