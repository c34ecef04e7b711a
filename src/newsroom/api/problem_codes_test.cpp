// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the description of the API lists all codes of problems. The newsroom's own tests check that each has a
// sentence in every language.
#include <algorithm>

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/files/embedded.hpp"
#include "base/reason.hpp"
#include "generated/openapi_files.hpp"

namespace stoppress::newsroom {
namespace {

TEST(ProblemCodes, AreAllDescribed) {
    const auto* file = base::find_embedded(generated::openapi_files(), "openapi.json");
    ASSERT_NE(file, nullptr);
    const auto description = boost::json::parse(std::string_view(file->bytes.data(), file->bytes.size()));
    const auto& described = description.at_pointer("/components/schemas/ProblemCode/enum").as_array();
    ASSERT_EQ(described.size(), base::kReasonCodes.size());
    for (std::size_t i = 0; i < described.size(); ++i) {
        EXPECT_EQ(std::string_view(described[i].as_string()), base::kReasonCodes[i]);
    }
    auto codes = std::vector(base::kReasonCodes.begin(), base::kReasonCodes.end());
    std::ranges::sort(codes);
    EXPECT_TRUE(std::ranges::adjacent_find(codes) == codes.end()) << "each once";
}

}  // namespace
}  // namespace stoppress::newsroom
