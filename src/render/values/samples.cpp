// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/values/samples.hpp"

namespace stoppress::render {

namespace {

const base::Time kPublished = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::hours{9};

story::Card sample_card() {
    story::Card card;
    card.id = base::StoryId{1};
    card.revision = 2;
    card.url = "/2026/03/sample";
    card.headline = "A sample <headline> & more";
    card.standfirst = "What the sample says.";
    card.teaser = "What the sample says.";
    card.section = "city";
    card.language = "en";
    card.lead_image = story::LeadImage{"/media/sample.jpg", "What the picture shows", "A caption", "A credit"};
    card.published_at = kPublished;
    card.updated_at = kPublished + std::chrono::days{1};
    return card;
}

document::PictureForm sample_picture() {
    document::PictureForm form;
    form.source = "/media/sample.jpg";
    form.sources = {{"image/avif", "/media/sample-320.avif 320w, /media/sample-640.avif 640w"},
                    {"image/webp", "/media/sample-320.webp 320w"}};
    form.width = 640;
    form.height = 400;
    form.placeholder = "data:image/webp;base64,AA==";
    form.focus = "focus-x-30 focus-y-65";
    return form;
}

Frame sample_frame(std::string path) {
    Frame frame;
    frame.language = "en";
    frame.path = std::move(path);
    frame.menu = {Link{"City", "/sections/city"}, Link{"World", "/sections/world"}};
    frame.icon = "/media/sample-icon.webp";
    frame.logo = Logo{"/media/sample.png", "/media/sample-dark.png", 400, 100};
    frame.alternates = {Alternate{"fa", "/2026/03/sample-fa"}};
    return frame;
}

}  // namespace

std::vector<story::Card> sample_cards() {
    story::Card other = sample_card();
    other.id = base::StoryId{2};
    other.url = "/2026/03/other";
    other.language = "fa";
    return {sample_card(), std::move(other)};
}

BreakingLine sample_line() {
    return {"The <harbour> is closed & will stay so", "/2026/03/sample", "fa"};
}

StoryPage sample_story() {
    StoryPage page;
    page.frame = sample_frame("/2026/03/sample");
    page.frame.players = true;
    page.card = sample_card();
    page.picture = sample_picture();
    page.body = document::escape_html("The body.");
    page.reading_minutes = 3;
    page.section = Link{"City", "/sections/city"};
    page.topics = {Link{"Transport", "/topics/transport"}};
    page.byline = {Link{"Ann Author", "/authors/ann"}, Link{"Bo Author", "/authors/bo"}, Link{"Cy Author", "/authors/cy"}};
    page.corrections = {Correction{1, kPublished, Correction::Kind::correction, "It was a Monday.\n\nNot a Tuesday."}};
    page.comments = {
        Comment{"comment-1", "Dee <Reader>", "https://reader.example/", false, kPublished, document::escape_html("A comment."), 0, {}},
        Comment{"comment-2", "Ann Author", "", true, kPublished, document::escape_html("A reply."), 1, Link{"Dee <Reader>", "#comment-1"}}};
    page.comment_count = 3;
    page.views_url = "/api/v1/views";
    page.counted_by_beacon = true;
    return page;
}

ListPage sample_list(ListKind kind) {
    ListPage page;
    page.frame = sample_frame("/sections/city?page=2");
    page.kind = kind;
    page.name = kind == ListKind::month ? "2026-03" : "City";
    page.description = "What happens in the city.";
    page.base = "/sections/city";
    // One for the top, four beside it, one below.
    for (int i = 0; i < 6; ++i) {
        page.entries.push_back(
            Entry{sample_card(), "On the ground", sample_picture(), Link{"City", "/sections/city"}, {Link{"Ann Author", "/authors/ann"}}});
    }
    page.page = 2;
    page.pages = 3;
    page.total = 14;
    page.newer = Link{"", "/sections/city"};
    page.older = Link{"", "/sections/city?page=3"};
    page.months = {Link{"2026-03", "/archive/2026/03"}, Link{"2025-12", "/archive/2025/12"}};
    return page;
}

CorrectionsPage sample_corrections() {
    CorrectionsPage page;
    page.frame = sample_frame("/corrections");
    page.entries = {{Link{"A sample <headline>", "/2026/03/sample"}, "fa", sample_story().corrections.front()}};
    page.page = 2;
    page.pages = 3;
    page.newer = Link{"", "/corrections"};
    page.older = Link{"", "/corrections?page=3"};
    return page;
}

SearchPage sample_search() {
    SearchPage page;
    page.frame = sample_frame("/search");
    page.frame.indexed = false;
    page.words = "sample <words>";
    page.found = {{.entry = sample_list(ListKind::latest).entries.front(),
                   .snippet = {{"What the ", false}, {"sample", true}, {" says & more", false}}}};
    page.total = 14;
    page.about = true;
    page.whole = false;
    page.meant = Link{"Transport", "/topics/transport"};
    page.suggestion = Link{"simple words", "/search?q=simple+words"};
    page.newest = true;
    page.sections = {{"City", "city", true}, {"World", "world", false}};
    page.narrowed = {{"Transport", "topic", "transport", "/search?q=sample"}};
    page.from = "2026-03-01";
    page.until = "2026-03-31";
    page.page = 2;
    page.pages = 3;
    page.newer = Link{"", "/search?q=sample"};
    page.older = Link{"", "/search?q=sample&page=3"};
    return page;
}

IndexPage sample_index(IndexKind kind) {
    IndexPage page;
    page.frame = sample_frame("/archive");
    page.kind = kind;
    page.name = kind == IndexKind::year ? "2026" : "";
    if (kind == IndexKind::archive || kind == IndexKind::year) {
        page.items = {{Link{"2026-03", "/archive/2026/03"}, 2}, {Link{"2026-01", "/archive/2026/01"}, 1}};
    } else {
        page.items = {{Link{"City", "/sections/city"}, 12}, {Link{"Culture", "/sections/culture"}, 0}};
    }
    page.page = 2;
    page.pages = 3;
    page.newer = Link{"", "/topics"};
    page.older = Link{"", "/topics?page=3"};
    return page;
}

ErrorPage sample_error(ErrorKind kind) {
    ErrorPage page;
    page.frame = sample_frame("/nowhere");
    page.kind = kind;
    page.reason = "It was not true.";
    page.reference = "4f2a";
    return page;
}

}  // namespace stoppress::render
