// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/story.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "story/calendar.hpp"

namespace stoppress::story {

namespace {

template <class Enum, std::size_t kCount>
using Names = std::array<std::pair<Enum, std::string_view>, kCount>;

constexpr Names<Status, 5> kStatusNames{{{Status::draft, "draft"},
                                         {Status::in_review, "in_review"},
                                         {Status::scheduled, "scheduled"},
                                         {Status::published, "published"},
                                         {Status::withdrawn, "withdrawn"}}};
constexpr Names<Window, 4> kWindowNames{{{Window::day, "day"}, {Window::week, "week"}, {Window::month, "month"}, {Window::all, "all"}}};

template <class Enum, std::size_t kCount>
std::string_view name_of(const Names<Enum, kCount>& names, Enum value) {
    const auto found = std::ranges::find(names, value, &std::pair<Enum, std::string_view>::first);
    return found == names.end() ? std::string_view{} : found->second;
}

template <class Enum, std::size_t kCount>
std::optional<Enum> value_of(const Names<Enum, kCount>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name, &std::pair<Enum, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace

std::string_view to_string(Status status) {
    return name_of(kStatusNames, status);
}
std::optional<Status> parse_status(std::string_view text) {
    return value_of(kStatusNames, text);
}
std::string_view to_string(Window window) {
    return name_of(kWindowNames, window);
}
std::optional<Window> parse_window(std::string_view text) {
    return value_of(kWindowNames, text);
}

std::string default_address(base::Time published_at, std::string_view slug, std::string_view time_zone) {
    const auto date = date_in(published_at, time_zone);
    return fmt::format("/{:04}/{:02}/{}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), base::percent_encoded(slug));
}

}  // namespace stoppress::story
