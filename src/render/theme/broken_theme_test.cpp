// SPDX-License-Identifier: GPL-3.0-or-later
// A site's theme overrides parts of the built-in one; mistakes in it are refused with file and line.
#include <gtest/gtest.h>

#include "render/limits.hpp"
#include "render/test_site.hpp"
#include "render/values/samples.hpp"

namespace stoppress::render {
namespace {

const std::string kTheme = "themes/default/";

TEST(SiteTheme, ChangesWhatItHasAndKeepsTheRest) {
    TestSite site;
    const std::string before = site.theme()->version();
    site.write(kTheme + "templates/partials/footer.mustache", "<footer>Ours: {{site.title}} {{options.motto}}</footer>\n");
    site.write(kTheme + "theme.toml", "[colors]\nlight = \"#abcdef\"\n[options]\nmotto = \"Daily\"\n");
    site.write(kTheme + "words/en.toml", "latest = \"Fresh off the press\"\n");
    const auto theme = site.theme();
    const std::string page = theme->story(sample_story());
    EXPECT_TRUE(page.contains("<footer>Ours: The Courier Daily</footer>"));
    EXPECT_TRUE(page.contains("content=\"#abcdef\""));
    EXPECT_TRUE(page.contains("content=\"#151411\"")) << "the dark colour stays";
    EXPECT_TRUE(page.contains("Fresh off the press"));
    EXPECT_NE(theme->version(), before);
}

TEST(SiteTheme, BringsItsOwnAssetsUnderAnAddressThatChangesWithThem) {
    TestSite site;
    const std::string before = site.theme()->assets()[0].path;
    site.write(kTheme + "assets/logo.png", "not really a picture");
    site.write(kTheme + "assets/style.css", "body { background: url(logo.png) }\n");
    const auto theme = site.theme();
    EXPECT_NE(theme->assets()[0].path, before);
    bool found = false;
    for (const Asset& asset : theme->assets()) {
        EXPECT_TRUE(theme->story(sample_story()).contains(asset.path.substr(0, asset.path.rfind('/')))) << asset.path;
        if (asset.path.ends_with("/logo.png")) {
            found = true;
            EXPECT_EQ(asset.content_type, "image/png");
            EXPECT_TRUE(asset.gzip.empty());
        }
    }
    EXPECT_TRUE(found);
}

struct Broken {
    const char* file;
    const char* bytes;
    std::vector<std::string> says;
};

TEST(SiteTheme, IsRefusedWithFileAndLineWhereItIsBroken) {
    const std::vector<Broken> cases{
        {"templates/partials/footer.mustache", "<footer>\n{{#menu}}\n</footer>\n", {"footer.mustache:2", "{{#menu}} is not closed"}},
        {"templates/partials/footer.mustache", "<footer>\n{{/menu}}\n", {"footer.mustache:2", "closes a section that is not open"}},
        {"templates/partials/footer.mustache", "{{#menu}}\n{{#feeds}}\n{{/menu}}", {"footer.mustache:3", "{{/feeds}}"}},
        {"templates/partials/footer.mustache", "\n\n{{site.title", {"footer.mustache:3", "not closed with }}"}},
        {"templates/partials/footer.mustache", "{{{site.title}}}", {"footer.mustache:1", "two braces"}},
        {"templates/partials/footer.mustache", "{{&site.title}}", {"footer.mustache:1", "two braces"}},
        {"templates/story.mustache", "\n{{body}}", {"story.mustache:2", "three braces"}},
        {"templates/partials/footer.mustache", "{{site.titel}}", {"footer.mustache:1", "'site.titel'", "docs/themes.md"}},
        {"templates/partials/footer.mustache", "{{> partials/nothing}}", {"footer.mustache:1", "partials/nothing.mustache"}},
        {"templates/partials/footer.mustache", "{{> ../../../etc/passwd}}", {"footer.mustache:1", "not a valid tag"}},
        {"templates/partials/footer.mustache", "{{=<% %>=}}", {"footer.mustache:1", "delimiters"}},
        {"templates/partials/footer.mustache", "x\n{{> partials/footer}}", {"footer.mustache:2", "includes itself"}},
        {"templates/story.mustache", "<p>{{headline}}</p>", {"story.mustache", "{{{new_articles}}}"}},
        {"templates/story.mustache", "{{{new_articles}}}{{{most_viewed}}}<article></article>", {"story.mustache", "data-story"}},
        {"templates/partials/boxes.mustache",
         "{{{most_viewed}}}{{{new_articles}}}",
         {"story.mustache", "{{{new_articles}}} and, after it"}},
        {"templates/box.mustache", "<section data-box=\"{{box}}\"><h2>x</h2><ol></ol></section>", {"box.mustache", "<li><a href="}},
        {"theme.toml", "name = \"x\"\ncolors = 3\n", {"theme.toml:2", "'colors'"}},
        {"theme.toml", "name = \"x\n", {"theme.toml:1"}},
        {"theme.toml", "\n[colors]\nlight = \"red\"\n", {"theme.toml:3", "colors.light"}},
        {"theme.toml", "colour = \"#fff\"\n", {"theme.toml:1", "'colour'"}},
        {"theme.toml", "[options]\nn = 3\n", {"theme.toml:2", "options.n"}},
        {"words/en.toml", "\nlatest = 3\n", {"en.toml:2", "'latest'"}},
        {"words/fa.toml", "latset = \"x\"\n", {"fa.toml:1", "'latset'", "words/en.toml"}},
        {"words/fa.toml", "updated = \"{when}\"\n", {"fa.toml:1", "{when}"}},
        {"words/English.toml", "latest = \"x\"\n", {"English.toml", "BCP 47"}},
        {"assets/style.css", "a {\n  color: red;\n", {"style.css:1", "not closed"}},
        {"assets/style.css", "a { color: red; }\n}\n", {"style.css:2", "without an opening bracket"}},
        {"assets/style.css", "/* never ends\n", {"style.css:1", "comment"}},
        {"assets/style.css", "\na { content: \"x\n}", {"style.css:2", "string"}},
        {"assets/style.css", "a { background: url(../../secret.png) }", {"style.css:1", "url(../../secret.png)"}},
        {"assets/style.css", "a { background: url('/etc/passwd') }", {"style.css:1", "url(/etc/passwd)"}},
        {"assets/style.css", "\n\n@font-face { src: url(https://fonts.example/a.woff2) }", {"style.css:3", "from other places"}},
        {"assets/style.css", "@import \"more.css\";", {"style.css:1", "@import"}},
        {"assets/run.exe", "MZ", {"run.exe", "is not a valid file of a theme"}},
        {"templates/notes.txt", "x", {"notes.txt", "is not a valid file of a theme"}},
    };
    for (const Broken& broken : cases) {
        TestSite site;
        site.write(kTheme + broken.file, broken.bytes);
        const std::string refusal = site.refusal();
        for (const std::string& part : broken.says) {
            EXPECT_TRUE(refusal.contains(part)) << broken.file << ": " << broken.bytes << "\nsays: " << refusal << "\nlacks: " << part;
        }
    }
}

TEST(SiteTheme, IsRefusedWhereItIsTooLarge) {
    TestSite site;
    site.write(kTheme + "templates/partials/footer.mustache", std::string(kMaxTextFile + 1, 'x'));
    EXPECT_TRUE(site.refusal().contains("is too large")) << site.refusal();
    TestSite deep;
    std::string nested;
    for (std::size_t i = 0; i <= kMaxSectionDepth; ++i) {
        nested += "{{#site}}";
    }
    deep.write(kTheme + "templates/partials/footer.mustache", nested);
    EXPECT_TRUE(deep.refusal().contains("sections are nested more than")) << deep.refusal();
    TestSite doubling;
    for (int i = 0; i < 14; ++i) {
        const std::string next = i == 13 ? std::string(1000, 'x') : "{{> partials/p" + std::to_string(i + 1) + "}}";
        doubling.write(kTheme + "templates/partials/p" + std::to_string(i) + ".mustache", next + next);
    }
    doubling.write(kTheme + "templates/partials/footer.mustache", "{{> partials/p0}}");
    EXPECT_TRUE(doubling.refusal().contains("the template with its partials is too large")) << doubling.refusal();
}

TEST(SiteTheme, FollowsNoLinkOutOfItsFolder) {
    TestSite site;
    site.write("secret.mustache", "secret");
    std::filesystem::create_directories(site.folder() / kTheme / "templates/partials");
    std::filesystem::create_symlink(site.folder() / "secret.mustache", site.folder() / kTheme / "templates/partials/footer.mustache");
    EXPECT_TRUE(site.refusal().contains("is a symbolic link")) << site.refusal();

    TestSite linked;
    linked.write("elsewhere/theme.toml", "name = \"x\"\n");
    std::filesystem::create_directories(linked.folder() / "themes");
    std::filesystem::create_directory_symlink(linked.folder() / "elsewhere", linked.folder() / "themes/default");
    EXPECT_TRUE(linked.refusal().contains("is not a folder")) << linked.refusal();
}

TEST(SiteTheme, HasAPlainNameAndExists) {
    for (const char* name : {"../themes/default", "/etc", ".", "..", "", "a b"}) {
        TestSite site;
        site.settings().site.theme = name;
        EXPECT_TRUE(site.refusal().contains("is not a valid name of a theme")) << name << ": " << site.refusal();
    }
    TestSite site;
    site.settings().site.theme = "missing";
    EXPECT_TRUE(site.refusal().contains("does not exist")) << site.refusal();
}

TEST(SiteTheme, IsNotDisturbedByWhatEditorsLeaveBehind) {
    TestSite site;
    site.write(kTheme + "templates/.story.mustache.swp", "{{#broken");
    site.write(kTheme + "templates/story.mustache~", "{{#broken");
    site.write(kTheme + ".git/config", "x");
    site.write(kTheme + "README.md", "Ours.");
    EXPECT_EQ(site.refusal(), "");
}

}  // namespace
}  // namespace stoppress::render
