// SPDX-License-Identifier: GPL-3.0-or-later
// Tells robots from people by the name they give themselves, in time linear in its length whatever it holds.
// The names are those of the npm package crawler-user-agents, embedded by the build.
// Flow:   user agent -> Robots -> LoopCounter
// Thread: immutable after create(); any.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::readership {

class Robots {
public:
    /// Compiles the list. `internal` where it is damaged, which a test would have found.
    static base::Result<std::unique_ptr<const Robots>> create();
    Robots(const Robots&) = delete;
    Robots& operator=(const Robots&) = delete;
    Robots(Robots&&) = delete;
    Robots& operator=(Robots&&) = delete;
    ~Robots();

    /// A client without a name is a robot: every browser sends one. Costs microseconds: callers remember the answer.
    [[nodiscard]] bool is_robot(std::string_view user_agent) const;

    class Set;
    explicit Robots(std::unique_ptr<const Set> set);

private:
    std::unique_ptr<const Set> set_;
};

}  // namespace stoppress::readership
