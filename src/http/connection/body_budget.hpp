// SPDX-License-Identifier: GPL-3.0-or-later
// Limits the bytes of request bodies that the server holds or waits for at once, in total and per client address.
// Owner:  shared by all loops; a reservation may outlive the budget.
// Thread: any; a mutex inside guards the sums.
#pragma once

#include <cstddef>
#include <memory>

#include "http/server/client_address.hpp"

namespace stoppress::http {

class BodyBudget {
public:
    /// 0 for `per_address` means no limit. Addresses in `exempt`, and loopback, count only towards the total.
    BodyBudget(std::size_t bytes, std::size_t per_address, Networks exempt);

    /// Reserves `bytes` for `client` until the pointer is destroyed; nullptr if there is no room.
    [[nodiscard]] std::shared_ptr<const void> reserve(const AddressBytes& client, std::size_t bytes) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stoppress::http
