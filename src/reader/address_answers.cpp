// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/address_answers.hpp"

#include <algorithm>

#include "http/message/path.hpp"
#include "reader/address_check.hpp"
#include "reader/route.hpp"
#include "store/addresses/address_reader.hpp"
#include "story/addresses/kept_addresses.hpp"

namespace stoppress::reader {
namespace {

/// Lists of what is viewed most are there, whatever is in them.
class NoRanking : public readership::Ranking {
public:
    [[nodiscard]] std::span<const readership::Ranked> top(story::Window /*window*/, const readership::Scope& /*scope*/) const override {
        return {};
    }
};

}  // namespace

AddressAnswers::AddressAnswers(const settings::Settings& settings, std::shared_ptr<const render::Theme> theme, const base::Clock& clock)
    : printer_(clock) {
    state_.edition = std::make_shared<const edition::Edition>();
    state_.ranking = std::make_shared<const NoRanking>();
    state_.theme = std::move(theme);
    state_.settings = std::make_shared<const settings::Settings>(settings);
}

base::Result<AddressAnswer> AddressAnswers::ask(store::ReadSnapshot& snapshot, std::string_view address) {
    AddressAnswer answer;
    const std::size_t question = std::min(address.find('?'), address.size());
    const std::string_view query = question == address.size() ? std::string_view() : address.substr(question + 1);
    std::string scratch;
    const http::DecodedPath path = http::decode_path(address.substr(0, question), scratch);
    if (path.fault != http::PathFault::none) {
        // As the server answers: an address that is not canonical is nowhere.
        answer.status = path.fault == http::PathFault::malformed ? http::Status::bad_request : http::Status::not_found;
        return answer;
    }
    if (story::is_in_own_place(path.text)) {
        // An old site's picture or page may have left a redirect there.
        const bool hidden = story::hides_redirects(path.text);
        TRY(const auto entry, store::AddressReader(snapshot).find_address(stored_form(std::string(path.text))));
        if (hidden || !entry) {
            answer.reserved = true;
            return answer;
        }
    }
    const auto route = parse_route(path.text, query, state_.settings->boxes.most_viewed.window);
    if (!route) {
        return answer;
    }
    if (route->subject == Subject::address) {
        // Most are stories, whose pages need not be made to know this.
        TRY(const auto entry, store::AddressReader(snapshot).find_address(stored_form(route->name)));
        if (entry && entry->kind == store::AddressEntry::Kind::story) {
            answer.status = http::Status::ok;
            return answer;
        }
    }
    TRY(const auto printed, printer_.print(snapshot, state_, key_of(*route, state_.settings->boxes.most_viewed.window)));
    answer.status = printed.status;
    answer.location = printed.location;
    return answer;
}

}  // namespace stoppress::reader
