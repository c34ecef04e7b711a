// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/notifications/tell.hpp"

#include <algorithm>
#include <iterator>

#include "newsroom/notifications/mentions.hpp"
#include "store/notifications/notification_reader.hpp"
#include "store/notifications/notification_writer.hpp"

namespace stoppress::newsroom {

using base::Result;
using store::NotificationKind;

Result<void> tell(store::WriteTransaction& transaction, const store::Event& event, std::span<const std::string> people,
                  std::vector<std::string>& told) {
    std::vector<std::string> others;
    // Stories and notes are also made by tokens and imports, whose names are no addresses: nobody would read it.
    std::ranges::copy_if(people, std::back_inserter(others), [&](const std::string& who) {
        return std::ranges::find(told, who) == told.end() && store::canonical_email(who).has_value();
    });
    TRY(auto now_told, store::NotificationWriter(transaction).tell(event, others));
    std::ranges::move(now_told, std::back_inserter(told));
    return {};
}

Result<void> tell_people_of_story(store::WriteTransaction& transaction, const store::Event& event, std::vector<std::string>& told) {
    TRY(const auto people, store::NotificationReader(transaction.look()).people_of(event.story));
    return tell(transaction, event, people, told);
}

Result<void> tell_of_note(store::WriteTransaction& transaction, base::StoryId story, std::int64_t note, std::string_view text,
                          const std::string& by, std::vector<std::string>& told) {
    const auto named = mentions_in(text);
    TRY_VOID(tell(transaction, {.kind = NotificationKind::mention, .story = story, .note = note, .by = by}, named, told));
    store::NotificationReader reader(transaction.look());
    TRY(auto people, reader.people_of(story));
    TRY(auto writers, reader.note_writers(story));
    std::ranges::move(writers, std::back_inserter(people));
    return tell(transaction, {.kind = NotificationKind::note, .story = story, .note = note, .by = by}, people, told);
}

std::vector<std::string> editors_among(std::span<const store::Person> people) {
    std::vector<std::string> names;
    for (const auto& person : people) {
        if (!person.disabled && person.role >= store::Role::editor) {
            names.push_back(person.email);
        }
    }
    return names;
}

}  // namespace stoppress::newsroom
