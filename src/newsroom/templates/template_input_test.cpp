// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what a template may have as it is sent to the API, and what is refused.
#include "newsroom/templates/template_input.hpp"

#include <gtest/gtest.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

std::vector<std::string> refused_of_template(std::string_view body, TemplateName name) {
    const auto input = read_template(body, name);
    std::vector<std::string> fields;
    if (!input.has_value()) {
        EXPECT_EQ(input.error().code, base::ErrorCode::invalid) << body;
        for (const auto& field : input.error().fields) {
            fields.push_back(field.field);
        }
    }
    return fields;
}

using Pointers = std::vector<std::string>;

TEST(TemplateInput, HasANameAndFieldsOfAStory) {
    const auto input =
        read_template(R"({"name": " Match  report ", "headline": "… beat …", "topics": ["football"], "kind": "article", "language": "en",
        "body": {"format": "markdown", "content": "Half-time:"}})",
                      TemplateName::needed);
    ASSERT_TRUE(input.has_value());
    EXPECT_EQ(input->name, "Match report");
    EXPECT_EQ(input->story_fields.headline, "… beat …");
    EXPECT_EQ(input->story_fields.topics, Pointers{"football"});
    EXPECT_TRUE(input->story_fields.body.has_value());
    EXPECT_FALSE(input->story_fields.standfirst.has_value());
}

TEST(TemplateInput, NeedsANameAtFirstAndNeverLosesIt) {
    EXPECT_EQ(refused_of_template(R"({"headline": "A"})", TemplateName::needed), Pointers{"/name"});
    EXPECT_EQ(refused_of_template(R"({"name": null})", TemplateName::needed), Pointers{"/name"});
    EXPECT_EQ(refused_of_template(R"({"name": "  "})", TemplateName::optional), Pointers{"/name"});
    EXPECT_EQ(refused_of_template(R"({"name": 3})", TemplateName::optional), Pointers{"/name"});
    EXPECT_EQ(refused_of_template("{\"name\": \"" + std::string(kMaxTemplateName + 1, 'a') + "\"}", TemplateName::needed),
              Pointers{"/name"});
    EXPECT_EQ(refused_of_template(R"({"headline": ""})", TemplateName::optional), Pointers{}) << "a pattern may be empty";
}

TEST(TemplateInput, HasNothingThatBelongsToOneStory) {
    EXPECT_EQ(refused_of_template(R"({"name": "A", "slug": "a", "authors": ["ann"], "lead_image": null, "translation_key": "k"})",
                                  TemplateName::needed),
              (Pointers{"/slug", "/authors", "/lead_image", "/translation_key"}));
    EXPECT_EQ(refused_of_template(R"({"name": "A", "status": "published"})", TemplateName::needed), Pointers{"/status"});
}

TEST(TemplateInput, IsAnObject) {
    EXPECT_EQ(read_template("[]", TemplateName::needed).error().code, base::ErrorCode::malformed);
    EXPECT_EQ(read_template("{", TemplateName::needed).error().code, base::ErrorCode::malformed);
}

}  // namespace
}  // namespace stoppress::newsroom
