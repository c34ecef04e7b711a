// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/slug_list.hpp"

#include <algorithm>

namespace stoppress::store {

namespace {

void capitalise(char& letter) {
    if (letter >= 'a' && letter <= 'z') {
        letter = static_cast<char>(letter - 'a' + 'A');
    }
}

}  // namespace

std::string join_words(std::span<const std::string> words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) {
            text += ' ';
        }
        text += word;
    }
    return text;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) {
            words.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string name_from_slug(std::string_view slug) {
    std::string name(slug);
    std::ranges::replace(name, '-', ' ');
    if (!name.empty()) {
        capitalise(name.front());
    }
    return name;
}

std::string person_from_slug(std::string_view slug) {
    auto name = name_from_slug(slug);
    for (std::size_t i = 1; i < name.size(); ++i) {
        if (name[i - 1] == ' ') {
            capitalise(name[i]);
        }
    }
    return name;
}

}  // namespace stoppress::store
