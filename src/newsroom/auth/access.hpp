// SPDX-License-Identifier: GPL-3.0-or-later
// Permissions: what a role may do in general, and what it may do to one story.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "store/people/credentials.hpp"
#include "story/story.hpp"

namespace stoppress::newsroom {

/// What a request needs before anything else is checked.
enum class Capability : std::uint8_t {
    anyone,      ///< no token needed; a token that is sent is used, and refused if it is wrong
    contribute,  ///< any token, or any signed-in person
    report,      ///< reporters and up
    edit,        ///< editors and up
    administer,  ///< admins
    person       ///< any signed-in person; tokens have no account of their own
};

/// Fails with `unauthenticated` without a token if one is needed, `forbidden` if the role is too low.
[[nodiscard]] base::Result<void> allow(const std::optional<store::Identity>& who, Capability needed);

/// An action on a story.
enum class Action : std::uint8_t {
    see,
    see_history,  ///< former revisions, which may contain text that was never published
    save,
    draft,    ///< save a draft of changes; of a published story it is a proposal
    submit,   ///< for review, or take it back
    propose,  ///< submit a change or correction of a published story, or take it back
    trash,    ///< delete it, or restore it: for whoever created it
    publish
};

/// The properties of a story that permissions depend on.
struct Subject {
    base::StoryId id;
    story::Status status = story::Status::draft;
    std::string owner;       ///< who created it
    std::string assignee{};  ///< whom it is assigned to, with the rights of the owner; empty: nobody
};

/// Contributors: their own and assigned drafts. Reporters: their own stories up to review, and proposals to published ones. Editors: all stories.
/// Everyone: see published stories. Fails with `not_found` (`gone` if readers are told so) if somebody may not even see
/// the story, else with `forbidden`.
[[nodiscard]] base::Result<void> allow(const std::optional<store::Identity>& who, Action action, const Subject& story);

/// Whether `who` sees unpublished stories of others.
[[nodiscard]] bool sees_all(const store::Identity& who);

}  // namespace stoppress::newsroom
