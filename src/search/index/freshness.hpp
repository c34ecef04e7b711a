// SPDX-License-Identifier: GPL-3.0-or-later
// What a story's age adds to its rank.
// Thread: the search's.
#pragma once

#include <xapian.h>

namespace stoppress::search {

/// A weight for every story: kMost for one of now, half of it for one that is a month old, a quarter at three months. A
/// word of the headline outweighs it, so it decides among stories that match alike.
class Freshness final : public Xapian::ValuePostingSource {
public:
    static constexpr double kMost = 1.5;

    Freshness();
    /// As of `now`, milliseconds since 1970.
    explicit Freshness(double now);
    [[nodiscard]] double get_weight() const override;
    [[nodiscard]] Freshness* clone() const override;
    void init(const Xapian::Database& database) override;

private:
    double now_;
};

}  // namespace stoppress::search
