// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection/body_budget.hpp"

#include <unordered_map>

#include "base/threads/mutex.hpp"
#include "http/connection/admission.hpp"

namespace stoppress::http {

struct BodyBudget::State {
    const std::size_t bytes;
    const std::size_t per_address;
    const Networks exempt;
    base::Mutex mutex;
    std::size_t reserved GUARDED_BY(mutex) = 0;
    std::unordered_map<AddressBytes, std::size_t, AddressHash> of GUARDED_BY(mutex);
};

BodyBudget::BodyBudget(std::size_t bytes, std::size_t per_address, Networks exempt)
    : state_(std::make_shared<State>(bytes, per_address, std::move(exempt))) {}

std::shared_ptr<const void> BodyBudget::reserve(const AddressBytes& client, std::size_t bytes) const {
    const bool counted = state_->per_address != 0 && is_counted_alone(client, state_->exempt);
    const AddressBytes key = counted ? counting_key(client) : AddressBytes{};
    {
        const base::Lock lock(state_->mutex);
        if (bytes > state_->bytes - state_->reserved) {
            return nullptr;
        }
        if (counted) {
            std::size_t& of_address = state_->of[key];
            if (bytes > state_->per_address - of_address) {
                if (of_address == 0) {
                    state_->of.erase(key);
                }
                return nullptr;
            }
            of_address += bytes;
        }
        state_->reserved += bytes;
    }
    return {state_.get(), [state = state_, counted, key, bytes](const void* /*state*/) {
                const base::Lock lock(state->mutex);
                state->reserved -= bytes;
                if (counted) {
                    const auto found = state->of.find(key);
                    found->second -= bytes;
                    if (found->second == 0) {
                        state->of.erase(found);
                    }
                }
            }};
}

}  // namespace stoppress::http
