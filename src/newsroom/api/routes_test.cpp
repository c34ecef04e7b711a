// SPDX-License-Identifier: GPL-3.0-or-later
// The table of routes and the API's description have the same addresses, and each path has one meaning only.
#include "newsroom/api/routes.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <set>

#include "base/files/embedded.hpp"
#include "generated/openapi_files.hpp"
#include "newsroom/api/idempotency.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

namespace json = boost::json;
using http::Method;

json::object description() {
    const auto* file = base::find_embedded(generated::openapi_files(), "openapi.json");
    return json::parse({file->bytes.data(), file->bytes.size()}).as_object();
}

constexpr std::string_view kKey = "#/components/parameters/IdempotencyKey";

/// "get /stories/{id}?" with its query's parameters, whether a token is needed, and whether there is a body
/// and an Idempotency-Key.
std::string line(std::string_view method, std::string_view path, const std::set<std::string>& query, bool token, bool body, bool key) {
    std::string out = std::string(method) + " " + std::string(path);
    for (const std::string& name : query) {
        out += " " + name;
    }
    return out + (token ? " token" : "") + (body ? " body" : "") + (key ? " key" : "");
}

TEST(Routes, AreTheOnesThatTheDescriptionDescribes) {
    std::set<std::string> described;
    const json::object all = description();
    for (const auto& path : all.at("paths").as_object()) {
        for (const auto& operation : path.value().as_object()) {
            const json::object& fields = operation.value().as_object();
            std::set<std::string> query;
            bool key = false;
            if (const json::value* parameters = fields.if_contains("parameters")) {
                for (const json::value& parameter : parameters->as_array()) {
                    if (const json::value* reference = parameter.as_object().if_contains("$ref")) {
                        key = reference->as_string() == kKey;
                    } else if (parameter.at("in").as_string() == "query") {
                        query.emplace(parameter.at("name").as_string());
                    }
                }
            }
            bool token = true;
            for (const json::value& way : fields.at("security").as_array()) {
                token = token && !way.as_object().empty();
            }
            described.insert(line({operation.key().data(), operation.key().size()}, {path.key().data(), path.key().size()}, query, token,
                                  fields.contains("requestBody"), key));
        }
    }
    std::set<std::string> served;
    for (const Route& route : routes()) {
        if (!route.path.starts_with("/api/v1")) {
            continue;  // for browsers; described in docs/api.md
        }
        std::string method(http::method_name(route.method));
        std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
        const bool inserted =
            served
                .insert(line(method, route.path.substr(std::string_view("/api/v1").size()), {route.query.begin(), route.query.end()},
                             route.needed != Capability::anyone, route.input != Input::nothing, takes_idempotency_key(route)))
                .second;
        EXPECT_TRUE(inserted) << route.path;
    }
    EXPECT_EQ(described, served);
}

TEST(Routes, FindOneMeaningOfAPath) {
    const Match found = find_route(Method::get, "/api/v1/stories/17/revisions/3");
    ASSERT_NE(found.route, nullptr);
    EXPECT_EQ(found.parameters.story.value, 17);
    EXPECT_EQ(found.parameters.revision, 3);
    EXPECT_EQ(find_route(Method::head, "/api/v1/stories").route, find_route(Method::get, "/api/v1/stories").route);
    EXPECT_EQ(find_route(Method::put, "/api/v1/sections/city-hall").parameters.slug, "city-hall");
    for (const std::string_view path :
         {"/api/v1/stories/", "/api/v1/stories/0", "/api/v1/stories/01", "/api/v1/stories/+1", "/api/v1/stories/1x",
          "/api/v1/stories/9223372036854775808", "/api/v1", "/api/v1/", "/api/v1/stories/1/revisions/", "/api/v1/sections/City",
          "/api/v1/sections/-a", "/API/v1/stories"}) {
        EXPECT_EQ(find_route(Method::get, path).route, nullptr) << path;
        EXPECT_EQ(find_route(Method::put, path).route, nullptr) << path;
    }
}

TEST(Routes, SayWhichMethodsAnAddressTakes) {
    const Match found = find_route(Method::put, "/api/v1/stories/1");
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.allowed, "GET, HEAD, PATCH, DELETE");
    EXPECT_EQ(find_route(Method::delete_, "/api/v1/nothing").allowed, "");
}

TEST(Routes, TakeNoMoreThanTheirInputNeeds) {
    EXPECT_EQ(body_limit(Input::nothing), 0U);
    EXPECT_EQ(body_limit(Input::view), kMaxViewBytes);
    EXPECT_EQ(body_limit(Input::story), kMaxStoryBytes);
    EXPECT_EQ(body_limit(Input::front_or_form), kMaxFrontBytes);
}

}  // namespace
}  // namespace stoppress::newsroom
