// SPDX-License-Identifier: GPL-3.0-or-later
// All groups of handlers, each constructed with what it needs, and how a route calls one of their functions.
// Flow:   Api -> Route -> a group's function -> Answer or Change
// Thread: any; the groups have no state of their own.
#pragma once

#include <tuple>

#include "newsroom/api/api_dependencies.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/auth/own_account.hpp"
#include "newsroom/auth/passkeys.hpp"
#include "newsroom/auth/sign_in.hpp"
#include "newsroom/front/front_handlers.hpp"
#include "newsroom/numbers/numbers_handlers.hpp"
#include "newsroom/people/people_handlers.hpp"
#include "newsroom/review/review_handlers.hpp"
#include "newsroom/search/search_handlers.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/templates/template_handlers.hpp"

namespace stoppress::newsroom {

struct Handlers {
    explicit Handlers(const ApiDependencies& from);

    std::tuple<SignInHandlers, AccountHandlers, PasskeyHandlers, PeopleHandlers, StoryHandlers, ReviewHandlers, SiteHandlers,
               NumbersHandlers, FrontHandlers, TemplateHandlers, SearchHandlers>
        groups;
};

template <class Function>
struct HandlerCall;

/// A member function of a group.
template <class Group, class Made, class... Given>
struct HandlerCall<Made (Group::*)(Given...) const> {
    template <auto Function>
    static Made call(const Handlers& handlers, Given... given) {
        return (std::get<Group>(handlers.groups).*Function)(given...);
    }
};

/// A function that needs nothing but the request and the store.
template <class Made, class... Given>
struct HandlerCall<Made (*)(Given...)> {
    template <auto Function>
    static Made call(const Handlers& /*handlers*/, Given... given) {
        return Function(given...);
    }
};

/// `Function` in the form that a Route keeps: a ReadHandler, ChangeHandler or AccessHandler.
template <auto Function>
inline constexpr auto kHandler = &HandlerCall<decltype(Function)>::template call<Function>;

}  // namespace stoppress::newsroom
