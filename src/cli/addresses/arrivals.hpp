// SPDX-License-Identifier: GPL-3.0-or-later
// What the addresses of an old site lead to here, each followed to its end.
// Flow:   OldAddressList -> Arrivals -> table, redirects
// Thread: the main thread; asks on the pool's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "media/library.hpp"
#include "reader/address_answers.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::cli {

struct Arrival {
    std::string address;
    std::uint64_t visits = 0;
    bool reserved = false;  ///< kept for the program itself
    int status = 0;         ///< 200, 301, 404, 410; 400: no server would answer it
    std::string location;   ///< of a redirect
    bool arrives = false;   ///< readers get content, at once or behind the redirect
    std::string new_place;  ///< where it should redirect to; empty: not known
};

class Arrivals {
public:
    /// The arguments must outlive the object.
    Arrivals(store::ReadPool& pool, reader::AddressAnswers& answers, const media::Library& library)
        : pool_(pool), answers_(answers), library_(library) {}

    /// For each address, in their order. `progressed` is called with the number of those that are done.
    base::Result<std::vector<Arrival>> follow(const std::map<std::string, std::uint64_t>& addresses,
                                              const std::function<void(std::uint64_t)>& progressed);

private:
    base::Result<Arrival> follow_one(store::ReadSnapshot& snapshot, const std::string& address, std::uint64_t visits);
    base::Result<reader::AddressAnswer> ask(store::ReadSnapshot& snapshot, std::string_view address);
    base::Result<std::string> new_place(store::ReadSnapshot& snapshot, const std::string& address);
    /// The address itself, or what it redirects to, if there is content; else empty.
    base::Result<std::string> end_of(store::ReadSnapshot& snapshot, const std::string& address);

    store::ReadPool& pool_;
    reader::AddressAnswers& answers_;
    const media::Library& library_;
};

}  // namespace stoppress::cli
