// SPDX-License-Identifier: GPL-3.0-or-later
// Settings come from three sources in order, and every mistake in any of them is reported.
#include "settings/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "settings/describe.hpp"
#include "settings/table.hpp"

namespace stoppress::settings {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class Load : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "stoppress-settings-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(std::string_view toml) const { std::ofstream(folder_ / "stoppress.toml", std::ios::binary) << toml; }

    /// The message of loading `toml`, which must fail.
    [[nodiscard]] std::string complaint(std::string_view toml) const {
        write(toml);
        const auto loaded = load(folder_, {}, {});
        EXPECT_FALSE(loaded.has_value()) << toml;
        return loaded.has_value() ? "" : loaded.error().message;
    }

    fs::path folder_;
};

std::string origin_of(const Loaded& loaded, std::string_view key) {
    for (const Origin& origin : loaded.origins) {
        if (origin.key == key) {
            return origin.value + " from " + origin.from;
        }
    }
    return "";
}

TEST_F(Load, AFlagBeatsTheEnvironmentWhichBeatsTheFile) {
    write("[server]\nlisten = \"127.0.0.1:1\"\nthreads = 1\n[boxes.most_viewed]\nlength = 7\n");
    const auto loaded =
        load(folder_, {{"STOPPRESS_SERVER_LISTEN", "127.0.0.1:2"}, {"STOPPRESS_SERVER_THREADS", "2"}}, {{"server.listen", "127.0.0.1:3"}});
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    EXPECT_EQ(loaded->settings.server.listen, "127.0.0.1:3");
    EXPECT_EQ(loaded->settings.server.threads, 2);
    EXPECT_EQ(loaded->settings.boxes.most_viewed.length, 7);
    EXPECT_EQ(origin_of(*loaded, "server.listen"), "\"127.0.0.1:3\" from --listen");
    EXPECT_EQ(origin_of(*loaded, "server.threads"), "2 from environment STOPPRESS_SERVER_THREADS");
    EXPECT_EQ(origin_of(*loaded, "boxes.most_viewed.length"), "7 from " + (folder_ / "stoppress.toml").string() + ":5");
    EXPECT_EQ(origin_of(*loaded, "teaser.length"), "200 from default");
}

TEST_F(Load, EveryWrongSettingIsNamedWithFileLineAndKey) {
    struct Case {
        std::string_view toml;
        std::string_view expected;
    };
    const std::array cases{
        Case{"[views]\nrepeat_minutes = \"often\"\n", ":2: views.repeat_minutes must be an integer from 0 to 1440, not \"often\""},
        Case{"[views]\nrepeat_minutes = 1441\n", "not 1441"},
        Case{"[views]\nrepeat_minutes = 1.5\n", "views.repeat_minutes must be an integer"},
        Case{"[views]\ncount = \"script\"\n", R"(must be one of "request", "beacon", not "script")"},
        Case{"[views]\n\nrepeat_minuts = 3\n", ":3: views.repeat_minuts is not a setting; did you mean views.repeat_minutes?"},
        Case{"[nonsense]\na = 1\n", ":1: nonsense is not a setting"},
        Case{"views = 3\n", ":1: views is a table: write [views]"},
        Case{"[site]\ntitle = \"\"\n", "site.title must not be empty"},
        Case{"[site]\ntitle = \"a\\u0007b\"\n", "site.title must be one line of text"},
        Case{"[site]\ntitle = 5\n", "site.title must be a quoted string, not 5"},
        Case{"[site]\nurl = \"example.org\"\n", "site.url must be the public address of the site"},
        Case{"[site]\nurl = \"https://example.org/news\"\n", "site.url"},
        Case{"[site]\nurl = \"https://user@example.org\"\n", "site.url"},
        Case{"[site]\nlanguage = \"klingonese!\"\n", "site.language must be a language tag"},
        Case{"[site]\ntimezone = \"Berlin\"\n", "site.timezone must be a time zone of the system"},
        Case{"[site]\ntimezone = \"GMT+3\"\n", "site.timezone must be a time zone of the system"},
        Case{"[site]\ntheme = \"../../etc\"\n", "site.theme must be the name of a folder"},
        Case{"[database]\nurl = \"sqlite:/var/db\"\n", "database.url must be"},
        Case{"[database]\nurl = \"sqlite:../other.db\"\n", "database.url must be"},
        Case{"[database]\nurl = \"mysql://x\"\n", "database.url must be"},
        Case{"[database]\ncredentials_url = \"x\"\n", "database.credentials_url must be"},
        Case{"[server]\nlisten = \"8080\"\n", "server.listen must be ADDRESS:PORT"},
        Case{"[server]\nlisten = \"127.0.0.1:99999\"\n", "server.listen must be ADDRESS:PORT"},
        Case{"[server]\ntrusted_proxies = [\"10.0.0.0/33\"]\n",
             "server.trusted_proxies must be a list of addresses or networks; each entry must be"},
        Case{"[server]\ntrusted_proxies = \"10.0.0.1\"\n", "server.trusted_proxies must be a list"},
        Case{"[server]\nhosts = [\"a b\"]\n", "must be a host name"},
        Case{"[tls]\ncertificate = \"c.pem\"\n", "tls.key is required: TLS needs both"},
        Case{"[tls]\ncertificate = \"/etc/c.pem\"\nkey = \"k.pem\"\n", "tls.certificate must be a file inside"},
        Case{"[site]\ntitle = \"open\n", ":2: invalid TOML"},
        Case{"[site]\ntitle = \"a\"\ntitle = \"b\"\n", "invalid TOML"},
        Case{"[site]\ntitle = \"\xff\"\n", "is not UTF-8"},
    };
    for (const Case& wrong : cases) {
        const std::string message = complaint(wrong.toml);
        EXPECT_THAT(message, HasSubstr(wrong.expected));
        EXPECT_THAT(message, HasSubstr("stoppress.toml"));
        EXPECT_EQ(message.find('\n'), std::string::npos);
    }
}

TEST_F(Load, AllThatIsWrongIsCounted) {
    EXPECT_THAT(complaint("[views]\ncount = 1\nrepeat_minutes = -1\n[site]\nurl = 7\n"), HasSubstr("(and 2 more errors)"));
}

TEST_F(Load, TheEnvironmentIsCheckedLikeTheFile) {
    const auto message = [&](const Environment& environment) {
        const auto loaded = load(folder_, environment, {});
        return loaded.has_value() ? std::string() : loaded.error().message;
    };
    EXPECT_THAT(message({{"STOPPRESS_VIEWS_REPEAT_MINUTES", "x"}}), HasSubstr("environment STOPPRESS_VIEWS_REPEAT_MINUTES"));
    EXPECT_THAT(message({{"STOPPRESS_VIEWS_REPEAT_MINUTES", "3 "}}), HasSubstr("must be an integer"));
    EXPECT_THAT(message({{"STOPPRESS_VIEWS_REPEATMINUTES", "3"}}), HasSubstr("did you mean STOPPRESS_VIEWS_REPEAT_MINUTES?"));
    EXPECT_EQ(message({{"STOPPRESS_BINARY", "/usr/bin/x"}}), "");
    const auto loaded = load(folder_, {{"STOPPRESS_SERVER_TRUSTED_PROXIES", "10.0.0.1, fd00::/8"}, {"STOPPRESS_SERVER_HOSTS", ""}}, {});
    ASSERT_TRUE(loaded.has_value());
    EXPECT_THAT(loaded->settings.server.trusted_proxies, ::testing::ElementsAre("10.0.0.1", "fd00::/8"));
    EXPECT_TRUE(loaded->settings.server.hosts.empty());
}

TEST_F(Load, ValuesAreBroughtIntoTheirCanonicalForm) {
    write("[site]\nurl = \"HTTPS://Example.ORG:8443/\"\nlanguage = \"pt-br\"\n");
    const auto loaded = load(folder_, {}, {});
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    EXPECT_EQ(loaded->settings.site.url, "https://example.org:8443");
    EXPECT_EQ(loaded->settings.site.language, "pt-BR");
}

TEST_F(Load, AnAddressThatNobodySetFollowsWhereTheSiteListens) {
    const auto url = [&](const std::string& listen, const std::string& file = "") {
        write(file);
        const auto loaded = load(folder_, {}, {{"server.listen", listen}});
        return loaded ? loaded->settings.site.url : loaded.error().message;
    };
    EXPECT_EQ(url("127.0.0.1:8080"), "http://127.0.0.1:8080");
    EXPECT_EQ(url("127.0.0.1:8081"), "http://127.0.0.1:8081");
    EXPECT_EQ(url("0.0.0.0:9000"), "http://127.0.0.1:9000");
    EXPECT_EQ(url("[::]:9000"), "http://[::1]:9000");
    EXPECT_EQ(url("192.0.2.7:80"), "http://192.0.2.7");
    EXPECT_EQ(url("127.0.0.1:0"), "http://127.0.0.1:8080");
    EXPECT_EQ(url("0.0.0.0:443", "[tls]\ncertificate = \"a.pem\"\nkey = \"b.pem\"\n"), "https://127.0.0.1");
    EXPECT_EQ(url("0.0.0.0:9000", "[site]\nurl = \"https://example.org\"\n"), "https://example.org");
}

TEST_F(Load, AFolderThatHoldsSomethingElseIsNotASite) {
    std::ofstream(folder_ / "letter.txt") << "dear";
    for (const auto& failed : {load(folder_, {}, {}).error(), create_site(folder_).error()}) {
        EXPECT_EQ(failed.code, base::ErrorCode::invalid);
        EXPECT_THAT(failed.message, HasSubstr("is not a site: it contains letter.txt"));
    }
    EXPECT_FALSE(fs::exists(folder_ / "stoppress.toml"));
    const auto file = load(folder_ / "letter.txt", {}, {});
    ASSERT_FALSE(file.has_value());
    EXPECT_THAT(file.error().message, HasSubstr("is not a folder"));
}

TEST_F(Load, ANewSiteHasAFileThatSetsNothingAndNamesEverySetting) {
    const fs::path site = folder_ / "deep" / "site";
    ASSERT_TRUE(create_site(site).has_value());
    ASSERT_TRUE(create_site(site).has_value());
    const auto loaded = load(site, {}, {});
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    for (const Origin& origin : loaded->origins) {
        EXPECT_EQ(origin.from, "default") << origin.key;
    }
    EXPECT_EQ(loaded->origins.size(), table().size());
}

TEST_F(Load, TheCommentedFileIsValidWithEveryCommentSignTakenAway) {
    const std::string commented = commented_file();
    std::string bare;
    for (std::size_t start = 0; start < commented.size();) {
        const std::size_t end = commented.find('\n', start);
        const std::string line = commented.substr(start, end - start);
        const bool setting = line.starts_with("# ") && line.find(" = ") != std::string::npos && line.find('`') == std::string::npos;
        bare += (setting ? line.substr(2) : line.starts_with('#') ? "" : line) + "\n";
        start = end + 1;
    }
    write(bare);
    const auto loaded = load(folder_, {}, {});
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    for (const Origin& origin : loaded->origins) {
        EXPECT_THAT(origin.from, HasSubstr("stoppress.toml")) << origin.key;
    }
}

TEST(Settings, EveryKeyHasAnEnvironmentNameOfItsOwn) {
    std::map<std::string, std::string_view> names;
    for (const Setting& setting : table()) {
        EXPECT_TRUE(names.emplace(environment_name(setting.key), setting.key).second) << setting.key;
    }
    EXPECT_EQ(environment_name("boxes.most_viewed.window"), "STOPPRESS_BOXES_MOST_VIEWED_WINDOW");
}

TEST(Settings, AnAddressIsReadToItsEnd) {
    using std::string_literals::operator""s;
    EXPECT_FALSE(wrong_with("server.trusted_proxies", "::1"));
    EXPECT_TRUE(wrong_with("server.trusted_proxies", "::1\0"s));
    EXPECT_TRUE(wrong_with("server.trusted_proxies", "127.0.0.1\0.example"s));
    EXPECT_TRUE(wrong_with("server.listen", "127.0.0.1\0:80"s));
}

TEST(Settings, WhatAFlagIsRefusedForIsKnownBeforehand) {
    EXPECT_FALSE(wrong_with("server.listen", "[::1]:0").has_value());
    EXPECT_TRUE(wrong_with("server.listen", "nowhere").has_value());
    EXPECT_TRUE(wrong_with("server.lisen", "127.0.0.1:1").has_value());
}

}  // namespace
}  // namespace stoppress::settings
