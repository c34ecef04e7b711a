// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/notifications/mentions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {

std::vector<std::string> mentions_in(std::string_view text) {
    constexpr std::string_view kBegin = "@<";
    std::vector<std::string> found;
    for (auto at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at)) {
        at += kBegin.size();
        const auto end = text.find('>', at);
        if (end == std::string_view::npos) {
            break;
        }
        if (const auto address = store::canonical_email(text.substr(at, end - at));
            address && std::ranges::find(found, *address) == found.end()) {
            found.push_back(*address);
        }
    }
    return found;
}

base::Result<void> check_mentions(const std::optional<store::Identity>& who, ObjectReader& reader, std::string_view key,
                                  std::string_view text, std::span<const store::Person> people, const Subject& story) {
    const auto named = mentions_in(text);
    if (named.empty()) {
        return {};
    }
    TRY_VOID(allow(who, Action::see_history, story));
    if (named.size() > kMaxMentions) {
        reader.refuse(key, fmt::format("names more than {} people", kMaxMentions),
                      base::reason_with("too-many-entries", "limit", static_cast<std::int64_t>(kMaxMentions)));
        return {};
    }
    for (const auto& address : named) {
        const auto person = std::ranges::find(people, address, &store::Person::email);
        if (person == people.end() || person->disabled) {
            reader.refuse(key, fmt::format("names {}, which is nobody's account", address),
                          base::reason_with("mention-unknown", "name", address));
            return {};
        }
        const store::Identity colleague{.name = person->email, .role = person->role, .person = person->number};
        if (!allow(colleague, Action::see_history, story).has_value()) {
            reader.refuse(key, fmt::format("names {}, who may not see this story: assign it to them first", address),
                          base::reason_with("mention-cannot-see", "name", person->name));
            return {};
        }
    }
    return {};
}

}  // namespace stoppress::newsroom
