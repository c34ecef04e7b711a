// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/password_rules.hpp"

#include <algorithm>
#include <set>

#include "base/files/embedded.hpp"
#include "base/text/ascii.hpp"
#include "base/text/utf8.hpp"
#include "generated/common_passwords_files.hpp"

namespace stoppress::staff {
namespace {

constexpr std::size_t kShortestWordAboutSomebody = 4;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Replaces digits and signs that stand for letters by those letters.
std::string without_disguise(std::string text) {
    constexpr std::string_view kSigns = "0134578@$!|";
    constexpr std::string_view kLetters = "oieastbasil";
    for (char& c : text) {
        if (const auto at = kSigns.find(c); at != std::string_view::npos) {
            c = kLetters[at];
        }
    }
    return text;
}

/// Without the digits and signs at both ends: "2024password!!" -> "password".
std::string core(std::string_view text) {
    while (!text.empty() && !is_letter(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && !is_letter(text.back())) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

const std::set<std::string_view>& common_passwords() {
    static const std::set<std::string_view> all = [] {
        std::set<std::string_view> lines;
        const auto* file = base::find_embedded(generated::common_passwords_files(), "common_passwords.txt");
        std::string_view rest{file->bytes.data(), file->bytes.size()};
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            lines.insert(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        lines.erase("");
        return lines;
    }();
    return all;
}

/// "aaaaaaaa", "12341234", "abcdefgh", "98765432".
bool is_pattern(std::string_view text) {
    for (std::size_t period = 1; period <= 4; ++period) {
        bool repeats = text.size() > period;
        for (std::size_t i = period; i < text.size() && repeats; ++i) {
            repeats = text[i] == text[i - period];
        }
        if (repeats) {
            return true;
        }
    }
    for (const int step : {1, -1}) {
        bool runs = text.size() > 1;
        for (std::size_t i = 1; i < text.size() && runs; ++i) {
            const bool wraps = step == 1 ? text[i - 1] == '9' && text[i] == '0' : text[i - 1] == '0' && text[i] == '9';
            runs = text[i] - text[i - 1] == step || wraps;
        }
        if (runs) {
            return true;
        }
    }
    return false;
}

bool is_common(const std::string& small) {
    const auto& all = common_passwords();
    const std::string plain = without_disguise(small);
    return all.contains(small) || all.contains(plain) || all.contains(core(small)) || all.contains(without_disguise(core(small))) ||
           all.contains(core(plain));
}

/// Whether the password is a word about the person, with hardly anything added.
bool is_about(const std::string& small, std::string_view word) {
    const std::string its = base::ascii_lower(word);
    if (its.size() < kShortestWordAboutSomebody) {
        return false;
    }
    return core(small) == core(its) || small == its || (small.contains(its) && small.size() < its.size() + kMinPassword);
}

}  // namespace

std::vector<Weakness> weaknesses(std::string_view password, const std::vector<std::string>& about) {
    std::vector<Weakness> reasons;
    const auto length = base::characters(password);
    if (length < kMinPassword) {
        reasons.push_back({"must have at least " + std::to_string(kMinPassword) + " characters",
                           base::reason_with("too-short", "limit", static_cast<std::int64_t>(kMinPassword))});
    }
    if (length > kMaxPassword) {
        reasons.push_back({"must have at most " + std::to_string(kMaxPassword) + " characters",
                           base::reason_with("too-long", "limit", static_cast<std::int64_t>(kMaxPassword))});
        return reasons;
    }
    const std::string small = base::ascii_lower(password);
    if (is_pattern(small)) {
        reasons.push_back({"must not be a sequence or a repetition", {"password-pattern"}});
    } else if (is_common(small)) {
        reasons.push_back({"is too common", {"password-common"}});
    }
    if (std::ranges::any_of(about, [&](const std::string& word) { return is_about(small, word); })) {
        reasons.push_back({"is too similar to your name or email address", {"password-personal"}});
    }
    return reasons;
}

}  // namespace stoppress::staff
