// SPDX-License-Identifier: GPL-3.0-or-later
// Distinguishes programs from people by their User-Agent, in time linear in its length. A client is a program if its
// name does not have the form of a browser's (browser_name.hpp), or is in the list of the npm package
// crawler-user-agents, which the build embeds.
// Flow:   user agent -> Robots -> LoopCounter
// Thread: any; immutable after create().
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::readership {

class Robots {
public:
    /// Compiles the list. Fails with `internal` if the list is invalid, which a test would have found.
    static base::Result<std::unique_ptr<const Robots>> create();
    Robots(const Robots&) = delete;
    Robots& operator=(const Robots&) = delete;
    Robots(Robots&&) = delete;
    Robots& operator=(Robots&&) = delete;
    ~Robots();

    /// A client without a name is a program, since every browser sends one. Takes microseconds: callers should cache
    /// the answer.
    [[nodiscard]] bool is_robot(std::string_view user_agent) const;

    class Set;
    explicit Robots(std::unique_ptr<const Set> set);

private:
    std::unique_ptr<const Set> set_;
};

}  // namespace stoppress::readership
