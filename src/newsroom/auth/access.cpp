// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/auth/access.hpp"

#include <fmt/format.h>

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using store::Role;
using story::Status;

namespace {

Role role_for(Capability capability) {
    switch (capability) {
        case Capability::anyone:
        case Capability::contribute:
        case Capability::person:
            break;
        case Capability::report:
            return Role::reporter;
        case Capability::edit:
            return Role::editor;
        case Capability::administer:
            return Role::admin;
    }
    return Role::contributor;
}

bool works_on(const store::Identity& who, const Subject& story) {
    return who.name == story.owner || (!story.assignee.empty() && who.name == story.assignee);
}

bool may_see(const std::optional<store::Identity>& who, const Subject& story) {
    return story.status == Status::published || (who && (sees_all(*who) || works_on(*who, story)));
}

/// Whether a story's owner or assignee may do it, apart from editors.
bool may_as_owner(Role role, Action action, Status status) {
    const bool before_review = status == Status::draft;
    const bool up_to_review = before_review || status == Status::in_review;
    switch (action) {
        case Action::see:
        case Action::see_history:
            return true;
        case Action::trash:
        case Action::save:
            return role == Role::reporter ? up_to_review : before_review;
        case Action::draft:
            return role == Role::reporter ? up_to_review || status == Status::published : before_review;
        case Action::propose:
            return role == Role::reporter && status == Status::published;
        case Action::submit:
            return role == Role::reporter;
        case Action::publish:
            break;
    }
    return false;
}

base::Error unknown() {
    return fail(ErrorCode::unauthenticated, "Authentication required: sign in, or send a token as \"Authorization: Bearer TOKEN\".");
}

}  // namespace

bool sees_all(const store::Identity& who) {
    return who.role >= Role::editor;
}

base::Result<void> allow(const std::optional<store::Identity>& who, Capability needed) {
    if (needed == Capability::anyone) {
        return {};
    }
    if (!who) {
        return unknown();
    }
    if (who->role < role_for(needed)) {
        return fail(ErrorCode::forbidden,
                    fmt::format("This requires the role {}; \"{}\" has the role {}.", store::to_string(role_for(needed)), who->name,
                                store::to_string(who->role)),
                    base::reason_with("role-required", "role", std::string(store::to_string(role_for(needed)))));
    }
    if (needed == Capability::person && who->person == 0) {
        return fail(ErrorCode::forbidden, "This requires a signed-in user: a token has no account.");
    }
    return {};
}

base::Result<void> allow(const std::optional<store::Identity>& who, Action action, const Subject& story) {
    if (!may_see(who, story)) {
        if (story.status == Status::withdrawn) {
            return fail(ErrorCode::gone, fmt::format("Story {} has been withdrawn.", story.id.value));
        }
        return fail(ErrorCode::not_found, fmt::format("There is no story {}.", story.id.value));
    }
    if (action == Action::see || (who && sees_all(*who))) {
        return {};
    }
    if (!who) {
        return unknown();
    }
    const bool concerned = action == Action::trash ? who->name == story.owner : works_on(*who, story);
    if (concerned && may_as_owner(who->role, action, story.status)) {
        return {};
    }
    return fail(ErrorCode::forbidden,
                concerned ? fmt::format("The role {} does not permit this for a story with the status {}; ask an editor.",
                                        store::to_string(who->role), story::to_string(story.status))
                          : fmt::format("The role {} does not permit this for a story by somebody else.", store::to_string(who->role)),
                {concerned ? base::ReasonCode("forbidden") : base::ReasonCode("own-stories-only")});
}

}  // namespace stoppress::newsroom
