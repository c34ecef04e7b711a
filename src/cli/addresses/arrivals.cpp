// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/addresses/arrivals.hpp"

#include "cli/addresses/new_place.hpp"
#include "media/picture.hpp"
#include "store/addresses/address_reader.hpp"
#include "story/text.hpp"

namespace stoppress::cli {
namespace {

/// Redirects that are followed before an address counts as going in circles.
constexpr int kMaxRedirects = 5;
/// Addresses that are asked for in one snapshot: a long one would keep the database's log from being cut.
constexpr std::size_t kAddressesAtOnce = 500;

bool is_elsewhere(const std::string& location) {
    return !location.starts_with('/');
}

}  // namespace

base::Result<reader::AddressAnswer> Arrivals::ask(store::ReadSnapshot& snapshot, std::string_view address) {
    TRY(auto answer, answers_.ask(snapshot, address));
    constexpr std::string_view kMedia = "/media/";
    if (answer.reserved && address.starts_with(kMedia)) {
        const auto name = media::Name::parse(address.substr(kMedia.size()));
        answer.status = name.has_value() && library_.holds(media::Part::rendition, *name) ? http::Status::ok : http::Status::not_found;
    }
    return answer;
}

base::Result<std::string> Arrivals::end_of(store::ReadSnapshot& snapshot, const std::string& address) {
    std::string at = address;
    for (int redirects = 0; redirects <= kMaxRedirects; ++redirects) {
        TRY(const auto answer, ask(snapshot, at));
        if (answer.status == http::Status::ok) {
            return at;
        }
        if (answer.location.empty() || is_elsewhere(answer.location)) {
            return answer.location;
        }
        at = answer.location;
    }
    return std::string();
}

base::Result<std::string> Arrivals::new_place(store::ReadSnapshot& snapshot, const std::string& address) {
    for (const std::string& place : new_places(address)) {
        TRY(auto end, end_of(snapshot, place));
        if (!end.empty() && !is_elsewhere(end) && end != address) {
            return end;
        }
    }
    if (const std::string slug = slug_in(address); !slug.empty()) {
        // Imported stories have slugs of a to z, those that were written here have their own letters.
        for (const std::string& candidate : {slug, story::slug(slug)}) {
            TRY(auto found, store::AddressReader(snapshot).address_of_slug(candidate));
            if (found.has_value()) {
                return *std::move(found);
            }
        }
    }
    return std::string();
}

base::Result<Arrival> Arrivals::follow_one(store::ReadSnapshot& snapshot, const std::string& address, std::uint64_t visits) {
    Arrival arrival;
    arrival.address = address;
    arrival.visits = visits;
    TRY(const auto answer, ask(snapshot, address));
    arrival.status = static_cast<int>(answer.status);
    arrival.location = answer.location;
    arrival.arrives = answer.status == http::Status::ok;
    if (!answer.location.empty()) {
        TRY(const auto end, end_of(snapshot, answer.location));
        arrival.arrives = is_elsewhere(answer.location) || !end.empty();
    }
    constexpr std::string_view kFiles = "/media/";
    arrival.reserved = answer.reserved && !address.starts_with(kFiles);
    // What was withdrawn is gone on purpose, and nothing can be put below what the program keeps for itself.
    if (answer.status == http::Status::not_found && !answer.reserved) {
        TRY(arrival.new_place, new_place(snapshot, address));
    }
    return arrival;
}

base::Result<std::vector<Arrival>> Arrivals::follow(const std::map<std::string, std::uint64_t>& addresses,
                                                    const std::function<void(std::uint64_t)>& progressed) {
    std::vector<Arrival> arrivals;
    arrivals.reserve(addresses.size());
    auto next = addresses.begin();
    while (next != addresses.end()) {
        TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            for (std::size_t asked = 0; asked < kAddressesAtOnce && next != addresses.end(); ++asked, ++next) {
                TRY(arrivals.emplace_back(), follow_one(snapshot, next->first, next->second));
            }
            return {};
        }));
        progressed(arrivals.size());
    }
    return arrivals;
}

}  // namespace stoppress::cli
