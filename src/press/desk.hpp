// SPDX-License-Identifier: GPL-3.0-or-later
// The desk: follows the change log (which includes settings changed in the newsroom) and the rankings, renders the
// boxes again if they changed, and has the press switch every loop to the new state.
// Flow:   store (commit), readership (ranking), theme -> Desk -> Press -> every page
// Owner:  serve (cli).
// Thread: it owns one; the public functions may be called from any, except stop().
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "press/press.hpp"
#include "settings/effective_settings.hpp"

namespace stoppress::press {

class Desk {
public:
    /// Makes the first state, waits until all loops use it, and starts to follow. The loops must be running. The
    /// arguments must outlive the desk. `clock` says when the breaking line ends.
    static base::Result<std::unique_ptr<Desk>> open(settings::EffectiveSettings& settings, store::ReadPool& pool, Press& press,
                                                    std::shared_ptr<const render::Theme> theme,
                                                    std::shared_ptr<const readership::Ranking> ranking, const base::Clock& clock);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk(Desk&&) = delete;
    Desk& operator=(Desk&&) = delete;
    /// Calls stop() if that has not been done.
    ~Desk();

    /// Ends the thread; call it while the loops still run. Callbacks that wait, or are added later, are called at once.
    /// The owner's thread.
    void stop();

    void committed(base::ChangeNumber number);
    /// Whether changes of other nodes are received; call it with true after committed() for the last of them. From a
    /// call with false until that change is shown, any address is treated as possibly live.
    void receives_changes(bool receives);
    void ranked(std::shared_ptr<const readership::Ranking> ranking);
    void set_theme(std::shared_ptr<const render::Theme> theme);

    /// Calls `visible` (on the desk's thread) once every loop shows the state `number` or a later one.
    void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible);

    /// Why pages are behind the committed state, and what to do about it; empty if they are not.
    [[nodiscard]] std::string trouble() const;

private:
    class Impl;
    explicit Desk(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::press
