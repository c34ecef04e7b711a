// SPDX-License-Identifier: GPL-3.0-or-later
// How many bytes of request bodies the server holds or waits for at once: over all, and of one address.
// Thread: any loop. Shared by all loops; a reservation may outlive the budget's owner and is given back on any thread.
#pragma once

#include <cstddef>
#include <memory>

#include "http/client_address.hpp"

namespace stoppress::http {

class BodyBudget {
public:
    /// 0 for `per_address`: no bound. Addresses in `exempt`, and the machine itself, count for the whole only.
    BodyBudget(std::size_t bytes, std::size_t per_address, Networks exempt);

    /// Room for `bytes` of `client`, held until the pointer is gone; nullptr where there is no room.
    [[nodiscard]] std::shared_ptr<const void> reserve(const AddressBytes& client, std::size_t bytes) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stoppress::http
