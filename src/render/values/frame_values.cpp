// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/values/frame_values.hpp"

#include <utility>

#include "render/values/accent.hpp"

namespace stoppress::render {

namespace {

Value::Object text_member(std::string name, std::string text) {
    return Value::Object{Member{std::move(name), Value{std::move(text)}}};
}

Value::Object feed(std::string_view base, std::string_view file, const char* type, const char* name, const std::string& title) {
    const std::string folder{base == "/" ? "" : base};
    return Value::Object{Member{"url", folder + "/" + std::string(file)}, Member{"type", type}, Member{"short", name},
                         Member{"name", title + " (" + name + ")"}};
}

Value logo_value(const std::optional<Logo>& logo) {
    if (!logo) {
        return Value{false};
    }
    const bool measured = logo->width > 0 && logo->height > 0;
    return Value::Object{Member{"source", logo->source}, Member{"dark", logo->dark},
                         Member{"width", measured ? std::to_string(logo->width) : std::string()},
                         Member{"height", measured ? std::to_string(logo->height) : std::string()}};
}

}  // namespace

std::string absolute(std::string_view address, const Surroundings& around) {
    const bool on_site = address.starts_with('/') && !address.starts_with("//");
    return on_site ? around.site.url + std::string(address) : std::string(address);
}

Value link_value(const std::optional<Link>& link) {
    if (!link) {
        return Value{false};
    }
    return Value::Object{Member{"name", link->name}, Member{"url", link->url}};
}

Value::Object paging_values(std::int64_t page, std::int64_t pages, const std::optional<Link>& newer, const std::optional<Link>& older,
                            const Words& words) {
    return Value::Object{Member{"has_pages", pages > 1 || newer || older},
                         Member{"page_label", words.filled("page", {{"page", words.number(page)}, {"pages", words.number(pages)}})},
                         Member{"newer", link_value(newer)}, Member{"older", link_value(older)}};
}

Value::List byline_values(const std::vector<Link>& byline, const Words& words) {
    Value::List values;
    for (std::size_t i = 0; i < byline.size(); ++i) {
        const std::string separator = i == 0 ? std::string{} : words.text(i + 1 == byline.size() ? "and" : "comma");
        values.emplace_back(Value::Object{Member{"name", byline[i].name}, Member{"url", byline[i].url}, Member{"separator", separator}});
    }
    return values;
}

Value::Object time_values(base::Time time, std::string text) {
    return Value::Object{Member{"datetime", base::format_rfc3339(time)}, Member{"text", std::move(text)}};
}

Value image_value(const story::LeadImage& image, const std::optional<document::PictureForm>& picture) {
    if (image.source.empty()) {
        return Value{false};
    }
    const document::PictureForm form = picture.value_or(document::PictureForm{.source = image.source, .placeholder = {}, .focus = {}});
    Value::List sources;
    for (const auto& source : form.sources) {
        sources.emplace_back(Value::Object{Member{"type", source.type}, Member{"srcset", source.srcset}});
    }
    const bool measured = form.width > 0 && form.height > 0;
    return Value::Object{Member{"source", form.source},
                         Member{"alt", image.alt},
                         Member{"caption", image.caption},
                         Member{"credit", image.credit},
                         Member{"has_caption", !image.caption.empty() || !image.credit.empty()},
                         Member{"width", measured ? std::to_string(form.width) : std::string()},
                         Member{"height", measured ? std::to_string(form.height) : std::string()},
                         Member{"sources", std::move(sources)},
                         Member{"placeholder", form.placeholder},
                         Member{"focus", form.focus}};
}

Value::Object property(const char* name, std::string content) {
    return Value::Object{Member{"name", name}, Member{"content", std::move(content)}};
}

Value::Object language_values(const std::string& language, const Words& words) {
    return Value::Object{Member{"language", language}, Member{"direction", std::string(story::to_string(story::direction_of(language)))},
                         Member{"foreign", language != words.language()}};
}

Value::Object box_marks() {
    return Value::Object{Member{"breaking", Markup{std::string(kBreakingMark)}},
                         Member{"new_articles", Markup{std::string(kNewArticlesMark)}},
                         Member{"most_viewed", Markup{std::string(kMostViewedMark)}}};
}

Value::Object common_values(const Surroundings& around, const Description& description, const std::string& assets) {
    Value::Object options;
    for (const auto& [name, option] : description.options) {
        options.push_back(Member{name, std::visit([](const auto& held) { return Value{held}; }, option)});
    }
    Value::Object words;
    for (const auto& [key, text] : around.words.texts()) {
        words.push_back(Member{key, text});
    }
    Value::Object site = text_member("title", around.site.title);
    append(site, text_member("description", around.site.description));
    append(site, text_member("url", around.site.url));
    append(site, text_member("icon", around.site.icon));
    const auto accent = accent_sheet(around.site);
    append(site, text_member("accent_css", accent ? assets + '/' + accent->name : std::string()));
    append(site, language_values(around.site.language, around.words));
    return Value::Object{Member{"site", std::move(site)},
                         Member{"theme", Value::Object{Member{"name", description.name}, Member{"color_light", description.color_light},
                                                       Member{"color_dark", description.color_dark}}},
                         Member{"options", std::move(options)},
                         Member{"words", std::move(words)},
                         Member{"assets", assets},
                         Member{"ui_language", around.words.language()},
                         Member{"ui_direction", std::string(story::to_string(around.words.direction()))}};
}

Value::Object frame_values(const Frame& frame, const Head& head, const Surroundings& around) {
    Value::Object values{
        Member{"title", head.title},       Member{"description", head.description}, Member{"canonical", absolute(frame.path, around)},
        Member{"noindex", !frame.indexed}, Member{"preview", frame.preview},        Member{"has_players", frame.players},
        Member{"has_search", frame.search}};
    append(values, language_values(frame.language, around.words));
    values.push_back(Member{"language_name", own_name(frame.language)});

    Value::List menu;
    for (const Link& link : frame.menu) {
        const bool current = link.url == head.current;
        menu.emplace_back(Value::Object{Member{"name", link.name}, Member{"url", link.url}, Member{"current", current},
                                        Member{"within", !current && link.url == head.within}});
    }
    values.push_back(Member{"logo", logo_value(frame.logo)});
    values.push_back(Member{"icon", frame.icon});
    values.push_back(Member{"has_menu", !menu.empty()});
    values.push_back(Member{"has_own_menu", frame.own_menu});
    values.push_back(Member{"menu", std::move(menu)});

    Value::List alternates;
    for (const Alternate& alternate : frame.alternates) {
        Value::Object item{Member{"url", absolute(alternate.url, around)}, Member{"path", alternate.url},
                           Member{"name", own_name(alternate.language)}};
        append(item, language_values(alternate.language, around.words));
        alternates.emplace_back(std::move(item));
    }
    values.push_back(Member{"has_alternates", !alternates.empty()});
    values.push_back(Member{"alternates", std::move(alternates)});

    Value::List feeds;
    feeds.emplace_back(feed(head.feeds, "feed.xml", "application/rss+xml", "RSS", head.feed_title));
    feeds.emplace_back(feed(head.feeds, "atom.xml", "application/atom+xml", "Atom", head.feed_title));
    feeds.emplace_back(feed(head.feeds, "feed.json", "application/feed+json", "JSON Feed", head.feed_title));
    values.push_back(Member{"feeds", std::move(feeds)});
    append(values, box_marks());
    return values;
}

}  // namespace stoppress::render
