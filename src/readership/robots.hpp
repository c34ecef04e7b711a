// SPDX-License-Identifier: GPL-3.0-or-later
// Tells programs from people by their User-Agent, in time linear in its length. A program is whatever does not have the form of a
// browser (browser_name.hpp) or is in the list of the npm package crawler-user-agents, which the build embeds.
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

    /// A client without a name is a program: every browser sends one. Costs microseconds: callers cache the answer.
    [[nodiscard]] bool is_robot(std::string_view user_agent) const;

    class Set;
    explicit Robots(std::unique_ptr<const Set> set);

private:
    std::unique_ptr<const Set> set_;
};

}  // namespace stoppress::readership
