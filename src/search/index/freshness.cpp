// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index/freshness.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "search/index/terms.hpp"

namespace stoppress::search {

namespace {

constexpr double kHalfAfter = 30.0 * 24 * 3600 * 1000;  // milliseconds

double milliseconds_now() {
    return static_cast<double>(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
}

}  // namespace

Freshness::Freshness() : Freshness(milliseconds_now()) {}

Freshness::Freshness(double now) : Xapian::ValuePostingSource(kPublishedSlot), now_(now) {}

double Freshness::get_weight() const {
    const double age = std::max(0.0, now_ - Xapian::sortable_unserialise(get_value()));
    return kMost / (1 + age / kHalfAfter);
}

Freshness* Freshness::clone() const {
    return std::make_unique<Freshness>(now_).release();  // Xapian deletes it
}

void Freshness::init(const Xapian::Database& database) {
    Xapian::ValuePostingSource::init(database);
    set_maxweight(kMost);
}

}  // namespace stoppress::search
