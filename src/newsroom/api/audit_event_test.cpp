// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every change which needs an editor or an admin leaves an entry in the audit log that says who changed what.
#include "newsroom/api/audit_event.hpp"

#include <gtest/gtest.h>

#include <set>

namespace stoppress::newsroom {
namespace {

using http::Method;

Call admin_call(const Match& match) {
    Call call;
    call.parameters = match.parameters;
    call.who = store::Identity{.name = "ada@example.org", .role = store::Role::admin};
    call.request.client = "192.0.2.77";
    return call;
}

std::optional<store::AuditEvent> event_of(Method method, std::string_view path) {
    const auto match = find_route(method, path);
    EXPECT_NE(match.route, nullptr) << path;
    return match.route == nullptr ? std::nullopt : audit_event_of(*match.route, admin_call(match));
}

TEST(AuditEvent, SaysWhoDidWhatToWhat) {
    struct Case {
        Method method;
        std::string_view path;
        std::string_view action;
        std::string_view subject;
    };
    for (const auto& row :
         {Case{Method::post, "/api/v1/stories/17/publish", "story.publish", "story 17"},
          Case{Method::post, "/api/v1/stories/17/withdraw", "story.withdraw", "story 17"},
          Case{Method::put, "/api/v1/sections/city", "section.put", "section city"},
          Case{Method::put, "/api/v1/authors/ann-lee", "author.put", "author ann-lee"},
          Case{Method::post, "/api/v1/topics/trams/merge", "topic.merge", "topic trams"},
          Case{Method::put, "/api/v1/settings/site.title", "setting.put", "setting site.title"},
          Case{Method::delete_, "/api/v1/redirects", "redirect.remove", "redirect"},
          Case{Method::put, "/api/v1/menus/fa", "menu.put", "menu fa"}, Case{Method::put, "/api/v1/front", "front.edit", "front"},
          Case{Method::post, "/api/v1/templates", "template.add", "template"},
          Case{Method::post, "/api/v1/imports/3/notes", "import.done", "import"},
          Case{Method::put, "/api/v1/stories/17/assignee", "story.assign", "story 17"},
          Case{Method::delete_, "/api/v1/stories/17", "trash.add", "story 17"},
          Case{Method::delete_, "/api/v1/topics/tram", "trash.add", "topic tram"},
          Case{Method::post, "/api/v1/stories/17/review", "story.submit", "story 17"}}) {
        const auto found = event_of(row.method, row.path);
        ASSERT_TRUE(found.has_value()) << row.path;
        EXPECT_EQ(found->action, row.action);
        EXPECT_EQ(found->subject, row.subject);
        EXPECT_EQ(found->who, "ada@example.org");
        EXPECT_EQ(found->address_hint, "192.0.2.*");
    }
}

TEST(AuditEvent, IsThereForEveryChangeThatNeedsAnEditor) {
    std::set<std::string> named;
    for (const auto& route : routes()) {
        Call call;
        call.parameters.slug = "slug";
        const auto found = audit_event_of(route, call);
        const bool changes = std::holds_alternative<ChangeHandler>(route.handler);
        const bool needs_editor = route.needed == Capability::edit || route.needed == Capability::administer;
        // Handing in needs no editor, but is part of how a story came to be published.
        const bool hands_in =
            route.method == Method::post && (route.path == "/api/v1/stories/{id}/review" || route.path == "/api/v1/stories/{id}/proposal");
        // Whoever created something may delete and restore it.
        const bool own =
            (route.method == Method::delete_ && (route.path == "/api/v1/stories/{id}" || route.path == "/api/v1/media/{number}")) ||
            route.path == "/api/v1/trash/{number}/restore";
        // Whoever writes the story may set one.
        const bool embargo = route.path == "/api/v1/stories/{id}/embargo";
        // What a cropped picture was made from is seen in it only as long as both are there.
        const bool crop = route.path == "/api/v1/media/{number}/crop";
        EXPECT_EQ(found.has_value(), crop || (changes && (needs_editor || hands_in || own || embargo))) << route.path;
        if (found && !found->action.contains(' ')) {
            const bool is_new = named.insert(found->action).second;
            EXPECT_TRUE(is_new || found->action == "trash.add") << found->action << " names two routes";
        }
    }
    // A name whose route was renamed would be lost without a sign.
    EXPECT_EQ(named.size(), 33U);
}

TEST(AuditEvent, IsNotThereForWhatRevisionsKeepAndWhatChangesNothing) {
    EXPECT_FALSE(event_of(Method::patch, "/api/v1/stories/17").has_value());
    EXPECT_FALSE(event_of(Method::post, "/api/v1/stories").has_value());
    EXPECT_FALSE(event_of(Method::get, "/api/v1/settings").has_value());
}

}  // namespace
}  // namespace stoppress::newsroom
