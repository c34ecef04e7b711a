// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what: what a role is good for at all, and what it may do to one story.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "store/credentials.hpp"
#include "story/story.hpp"

namespace stoppress::newsroom {

/// What a request needs before anything else is looked at.
enum class Capability : std::uint8_t {
    anyone,      ///< no token; one that is given is used, and refused where it is wrong
    contribute,  ///< any token, or any person who is signed in
    report,      ///< reporters and up
    edit,        ///< editors and up
    administer,  ///< admins
    person       ///< any person who is signed in; a token has no account of its own
};

/// `unauthenticated` without a token where one is needed, `forbidden` where its role does not reach.
[[nodiscard]] base::Result<void> allow(const std::optional<store::Identity>& who, Capability needed);

/// What is done to a story.
enum class Action : std::uint8_t {
    see,
    look_back,  ///< at former revisions, which may hold what was never published
    save,
    hand_in,
    publish
};

/// A story as far as permission depends on it.
struct Subject {
    base::StoryId id;
    story::Status status = story::Status::draft;
    std::string owner;       ///< who saved it first
    std::string assignee{};  ///< who it was given to, as good as the owner; empty: nobody
};

/// Contributors: own drafts, and those that were given to them. Reporters: own stories up to review. Editors: all stories. Everyone: see
/// what is published. What somebody may not even see is `not_found` (`gone` where readers are told so), else `forbidden`.
[[nodiscard]] base::Result<void> allow(const std::optional<store::Identity>& who, Action action, const Subject& story);

/// Whether `who` sees unpublished stories of others.
[[nodiscard]] bool sees_all(const store::Identity& who);

}  // namespace stoppress::newsroom
