// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/handlers.hpp"

namespace stoppress::newsroom {
namespace {

Reauthentication reauthentication(const ApiDependencies& from) {
    return {from.clock, from.credentials, from.throttle};
}

}  // namespace

Handlers::Handlers(const ApiDependencies& from)
    : groups(SignInHandlers(from.settings, from.clock, from.credentials, from.throttle),
             AccountHandlers(from.effective_settings, from.credentials, reauthentication(from)),
             PasskeyHandlers(from.settings, from.effective_settings, from.clock, from.credentials, reauthentication(from)),
             PeopleHandlers(from.settings, from.credentials),
             StoryHandlers(from.settings, from.effective_settings, from.clock, from.credentials),
             ReviewHandlers(from.settings, from.clock, from.credentials, from.presence, from.story_news),
             SiteHandlers(from.settings, from.effective_settings, from.clock, from.readership, from.previews),
             NumbersHandlers(from.settings, from.clock, from.credentials, from.readership, from.live_numbers),
             FrontHandlers(from.effective_settings, from.clock), TemplateHandlers(from.settings),
             SearchHandlers(from.settings, from.clock, from.search)) {}

}  // namespace stoppress::newsroom
