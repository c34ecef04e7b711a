// SPDX-License-Identifier: GPL-3.0-or-later
// Comments of an earlier site, on their story's page.
#include "render/limits.hpp"
#include "render/values/frame_values.hpp"
#include "render/values/page_values.hpp"

namespace stoppress::render {

namespace {

std::string shown_name(const std::string& name, const Words& words) {
    return name.empty() ? words.text("anonymous") : name;
}

/// {url, before, name, after}: the sentence around the name depends on the language.
Value answers_value(const Comment& comment, const Words& words) {
    if (!comment.answers) {
        return false;
    }
    const std::string& sentence = words.text("comment_answers");
    constexpr std::string_view kName = "{name}";
    const std::size_t at = std::min(sentence.find(kName), sentence.size());
    return Value::Object{Member{"url", comment.answers->url}, Member{"before", sentence.substr(0, at)},
                         Member{"name", shown_name(comment.answers->name, words)},
                         Member{"after", at < sentence.size() ? sentence.substr(at + kName.size()) : std::string{}}};
}

Value::Object comment_values(const Comment& comment, const Words& words) {
    return Value::Object{Member{"anchor", comment.anchor},
                         Member{"name", shown_name(comment.name, words)},
                         Member{"link", comment.link},
                         Member{"is_staff", comment.staff},
                         Member{"depth", std::to_string(comment.depth)},
                         Member{"date", time_values(comment.at, words.date_and_time(comment.at))},
                         Member{"answers", answers_value(comment, words)},
                         Member{"body", Markup{comment.body.string()}}};
}

}  // namespace

Value::Object comments_values(const StoryPage& page, const Words& words) {
    Value::List open;
    Value::List more;
    for (const Comment& comment : page.comments) {
        (open.size() < kOpenComments ? open : more).emplace_back(comment_values(comment, words));
    }
    const auto left = page.comment_count - static_cast<std::int64_t>(page.comments.size());
    const auto folded = static_cast<std::int64_t>(more.size());
    return Value::Object{Member{"has_comments", !open.empty()},
                         Member{"comments_title", words.counted("comments", page.comment_count)},
                         Member{"comments", std::move(open)},
                         Member{"has_more_comments", folded > 0},
                         Member{"comments_more", words.counted("comments_more", folded)},
                         Member{"more_comments", std::move(more)},
                         Member{"comments_left", left > 0 ? words.counted("comments_left", left) : std::string{}}};
}

}  // namespace stoppress::render
