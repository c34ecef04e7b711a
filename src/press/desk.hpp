// SPDX-License-Identifier: GPL-3.0-or-later
// The desk: follows the change log, with what the newsroom sets in it, and the rankings, sets the boxes anew where they changed, and has
// the press switch.
// Flow:   store (commit), readership (ranking), theme -> Desk -> Press -> every page
// Owner:  main. Thread: one of its own; the public functions may be called from any.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "press/press.hpp"
#include "settings/live.hpp"

namespace stoppress::press {

class Desk {
public:
    /// Makes the first front, has all loops take it, and begins to follow. The loops have to run. What is passed in outlives the desk.
    static base::Result<std::unique_ptr<Desk>> open(settings::Live& settings, store::ReadPool& pool, Press& press,
                                                    std::shared_ptr<const render::Theme> theme,
                                                    std::shared_ptr<const readership::Ranking> ranking);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk(Desk&&) = delete;
    Desk& operator=(Desk&&) = delete;
    /// Stops where that has not been done.
    ~Desk();

    /// Ends the thread, while the loops still run; what waits, or comes later, is called at once. The owner's thread.
    void stop();

    void committed(base::ChangeNumber number);
    /// Whether changes of other nodes are heard of; true after committed() was called with the last of them. Any address may be live from
    /// false until that change is shown.
    void hears_of_others(bool hears);
    void ranked(std::shared_ptr<const readership::Ranking> ranking);
    void retheme(std::shared_ptr<const render::Theme> theme);

    /// Calls `visible` (on the desk's thread) once every loop shows the state `number` or a later one.
    void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible);

    /// Why the pages are behind what is committed, with what to do; empty while they follow.
    [[nodiscard]] std::string trouble() const;

private:
    class Impl;
    explicit Desk(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::press
