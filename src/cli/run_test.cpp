// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the command line as a person uses it: exit statuses, where messages go, which source of a setting wins, and that a
// mistyped name creates nothing.
#include "cli/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stoppress::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class RunTest : public testing::Test {
protected:
    RunTest() {
        std::string name = fs::temp_directory_path() / "stoppress-cli-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        site_ = (folder_ / "site").string();
    }
    ~RunTest() override { fs::remove_all(folder_); }

    int stoppress(std::vector<std::string> arguments) {
        std::ostringstream out;
        std::ostringstream err;
        const base::SystemClock clock;
        const int status = run(std::move(arguments), Outside{.environment = environment_, .out = out, .err = err, .clock = clock});
        out_ = out.str();
        err_ = err.str();
        return status;
    }

    void settings_file(std::string_view text) const {
        fs::create_directories(site_);
        std::ofstream(fs::path(site_) / "stoppress.toml") << text;
    }

    fs::path folder_;
    std::string site_;
    settings::Environment environment_;
    std::string out_;
    std::string err_;
};

TEST_F(RunTest, SaysWhatIsWrongWithACommandLineInOneLine) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{},
                                                                       {"publish"},
                                                                       {"--colour"},
                                                                       {"check", "--colour"},
                                                                       {"check", "now"},
                                                                       {"token"},
                                                                       {"token", "make"},
                                                                       {"backup"},
                                                                       {"token", "create", "--name", "a", "--role", "owner"},
                                                                       {"token", "create", "--name", "", "--role", "admin"},
                                                                       {"serve", "--listen", "nowhere"}}) {
        EXPECT_EQ(stoppress(arguments), 2) << testing::PrintToString(arguments);
        EXPECT_EQ(out_, "");
        EXPECT_THAT(err_, StartsWith("stoppress: "));
        EXPECT_THAT(err_, HasSubstr("--help"));
        EXPECT_EQ(std::ranges::count(err_, '\n'), 1) << err_;
    }
    EXPECT_EQ(stoppress({"token", "make"}), 2);
    EXPECT_THAT(err_, HasSubstr("stoppress token --help"));
}

TEST_F(RunTest, PrintsHelpAndVersionToStandardOutput) {
    EXPECT_EQ(stoppress({"--version"}), 0);
    EXPECT_THAT(out_, StartsWith("stoppress "));
    EXPECT_EQ(err_, "");
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"--help"}, {"import", "--help"}, {"token", "create", "--help"}}) {
        EXPECT_EQ(stoppress(arguments), 0);
        EXPECT_FALSE(out_.empty());
        EXPECT_EQ(err_, "");
    }
}

TEST_F(RunTest, CreatesNoSiteBecauseOfAMistypedName) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"check", "--site", site_},
                                                                       {"token", "list", "--site", site_},
                                                                       {"backup", (folder_ / "backup").string(), "--site", site_},
                                                                       {"generate-views", "--site", site_}}) {
        EXPECT_NE(stoppress(arguments), 0) << testing::PrintToString(arguments);
        EXPECT_THAT(err_, StartsWith("stoppress: "));
        EXPECT_FALSE(fs::exists(site_)) << testing::PrintToString(arguments);
    }
    EXPECT_EQ(stoppress({"check", "--site", site_}), 1);
    EXPECT_THAT(err_, HasSubstr(site_));
}

TEST_F(RunTest, LetsFlagsOverrideTheEnvironmentAndThatTheFile) {
    settings_file("[site]\ntitle = \"Of the file\"\n[views]\nrepeat_minutes = 7\n");
    EXPECT_EQ(stoppress({"config", "--site", site_}), 0);
    EXPECT_THAT(out_, HasSubstr("\"Of the file\""));
    environment_["STOPPRESS_SITE_TITLE"] = "Of the environment";
    EXPECT_EQ(stoppress({"config", "--site", site_}), 0);
    EXPECT_THAT(out_, HasSubstr("\"Of the environment\""));
    EXPECT_THAT(out_, Not(HasSubstr("\"Of the file\"")));
    EXPECT_THAT(out_, HasSubstr("STOPPRESS_SITE_TITLE")) << "it says where a value comes from";
    EXPECT_THAT(out_, HasSubstr("stoppress.toml:4"));
}

TEST_F(RunTest, RefusesAnUnknownSettingAndNamesThePlace) {
    settings_file("[site]\ntitel = \"A typing error\"\n");
    EXPECT_EQ(stoppress({"config", "--site", site_}), 1);
    EXPECT_THAT(err_, HasSubstr("stoppress.toml:2"));
    settings_file("");
    environment_["STOPPRESS_SITE_TITEL"] = "A typing error";
    EXPECT_EQ(stoppress({"config", "--site", site_}), 1);
    EXPECT_THAT(err_, HasSubstr("STOPPRESS_SITE_TITEL"));
}

TEST_F(RunTest, MakesListsAndRevokesTokens) {
    EXPECT_EQ(stoppress({"token", "create", "--name", "desk", "--role", "editor", "--site", site_}), 0);
    const std::string token = out_;
    EXPECT_EQ(token.find('\n'), token.size() - 1) << "only the token, for scripts";
    EXPECT_EQ(stoppress({"token", "create", "--name", "desk", "--role", "editor", "--site", site_}), 1) << "the name is taken";
    EXPECT_EQ(stoppress({"token", "list", "--site", site_}), 0);
    EXPECT_THAT(out_, StartsWith("desk\teditor\t"));
    EXPECT_THAT(out_, Not(HasSubstr(token.substr(0, token.size() - 1))));
    EXPECT_EQ(stoppress({"token", "revoke", "desk", "--site", site_}), 0);
    EXPECT_EQ(stoppress({"token", "revoke", "desk", "--site", site_}), 1);
    EXPECT_EQ(stoppress({"token", "list", "--site", site_}), 0);
    EXPECT_EQ(out_, "");
}

TEST_F(RunTest, SaysThatStandardOutputIsFull) {
    EXPECT_EQ(stoppress({"token", "create", "--name", "desk", "--role", "editor", "--site", site_}), 0);
    std::ofstream full("/dev/full");
    std::ostringstream err;
    const base::SystemClock clock;
    EXPECT_EQ(run({"token", "list", "--site", site_}, Outside{.environment = {}, .out = full, .err = err, .clock = clock}), 1);
    EXPECT_THAT(err.str(), HasSubstr("standard output"));
}

TEST_F(RunTest, KeepsControlCharactersOutOfItsMessages) {
    EXPECT_EQ(stoppress({"check\x1b[31m\nx"}), 2);
    EXPECT_THAT(err_, Not(HasSubstr("\x1b")));
    EXPECT_EQ(std::ranges::count(err_, '\n'), 1);
}

TEST(EnvironmentOf, TakesTheProgramsOwnVariablesOnly) {
    const std::array<const char*, 6> variables{
        "HOME=/root", "STOPPRESS_SITE_TITLE=A=B", "STOPPRESS_EMPTY=", "STOPPRESS_ODD", "XSTOPPRESS_A=1", nullptr};
    EXPECT_EQ(environment_of(variables.data()), (settings::Environment{{"STOPPRESS_SITE_TITLE", "A=B"}, {"STOPPRESS_EMPTY", ""}}));
    EXPECT_TRUE(environment_of(nullptr).empty());
}

}  // namespace
}  // namespace stoppress::cli
