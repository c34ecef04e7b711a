// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/static_site/leading_on.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "base/text/ascii.hpp"
#include "base/text/percent.hpp"
#include "exporting/static_site/static_address.hpp"
#include "http/message/path.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes; nginx reads no longer word in its configuration than 4,096.
constexpr std::size_t kMaxWord = 2000;

/// An address as both servers' files can have it.
std::string in_a_file(std::string_view address) {
    std::string text;
    for (const char c : address) {
        if (std::string_view("\"\\`{}$ ").contains(c)) {
            base::append_percent(text, c);
        } else {
            text += c;
        }
    }
    return text;
}

}  // namespace

bool can_be_quoted(std::string_view text) {
    return text.size() <= kMaxWord && std::ranges::none_of(text, [](unsigned char c) {
               return c < 0x20 || c == 0x7F || c == '"' || c == '\\' || c == '`' || c == '{' || c == '}' || c == '$';
           });
}

void LeadingOn::add(const Redirects& redirects) {
    for (const auto& [story, former] : redirects.stories) {
        for (const std::string& path : former.paths) {
            add(path, former.address);
        }
    }
    for (const auto& [current, formers] : redirects.names) {
        const std::string there = http::encode_path(current);
        for (const std::string& path : formers) {
            add(path, there);
            for (const char* feed : {"/feed.xml", "/atom.xml", "/feed.json"}) {
                add_path(path + feed, there + feed);
            }
        }
    }
    for (const store::Redirect& redirect : redirects.others) {
        add(redirect.path, redirect.target);
    }
}

void LeadingOn::add(std::string_view from, std::string_view to) {
    std::string target = in_a_file(static_link(to, default_window_).value_or(std::string(to)));
    if (!can_be_quoted(target)) {
        left_out_.emplace_back(from);
        return;
    }
    if (from.starts_with("/?")) {
        add_query(from, std::move(target));
        return;
    }
    if (add_path(from, std::move(target))) {
        ++redirects_;
    }
}

/// Also with a slash more or less at its end, as the program finds it.
bool LeadingOn::add_path(std::string_view from, std::string to) {
    std::string scratch;
    const http::DecodedPath path = http::decode_path(from, scratch);
    if (path.fault != http::PathFault::none || path.text.contains('?') || !can_be_quoted(path.text)) {
        left_out_.emplace_back(from);
        return false;
    }
    std::string exact(path.text);
    if (exact.size() > 1) {
        others_.push_back({exact.ends_with('/') ? exact.substr(0, exact.size() - 1) : exact + '/', to});
    }
    paths_.push_back({std::move(exact), std::move(to)});
    return true;
}

void LeadingOn::finish(const std::function<bool(std::string_view path)>& has_a_file) {
    paths_.insert(paths_.end(), std::make_move_iterator(others_.begin()), std::make_move_iterator(others_.end()));
    others_.clear();
    std::unordered_set<std::string> seen;
    std::vector<LeadOn> later;
    for (LeadOn& lead : paths_) {
        if (!seen.insert(lead.from).second) {
            continue;
        }
        (has_a_file(lead.from) ? before_files_ : later).push_back(std::move(lead));
    }
    paths_ = std::move(later);
}

void LeadingOn::add_query(std::string_view from, std::string to) {
    const std::string_view query = from.substr(2);
    const std::size_t equals = query.find('=');
    const std::string_view name = query.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : query.substr(equals + 1);
    const auto plain = [](std::string_view text) {
        return !text.empty() &&
               std::ranges::all_of(text, [](char c) { return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '_'; });
    };
    if (!plain(name) || !plain(value)) {
        left_out_.emplace_back(from);
        return;
    }
    auto found = std::ranges::find(queries_, name, &QueryLeads::name);
    if (found == queries_.end()) {
        found = queries_.insert(queries_.end(), {std::string(name), {}});
    }
    found->leads.push_back({std::string(value), std::move(to)});
    ++redirects_;
}

void LeadingOn::add_gone(std::string_view address) {
    add_path(address, {});
}

}  // namespace stoppress::exporting
