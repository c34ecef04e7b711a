// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlReader's pictures, figures and embeds.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "document/embeds/known_embed.hpp"
#include "document/html/html_reader.hpp"
#include "document/normal_inlines.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

/// "640" or "640px"; 0 for anything else.
std::uint32_t pixels(std::string_view text) {
    text = trimmed(text);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return error == std::errc{} && (rest.empty() || rest == "px") ? value : 0;
}

/// "talk one.mp3" of "https://example.org/talk%20one.mp3?a=b".
std::string file_name(std::string_view address) {
    address = trimmed(address.substr(0, address.find_first_of("?#")));
    const std::string name = base::percent_decoded(address.substr(address.rfind('/') + 1));
    return is_utf8(name) ? single_line(name) : std::string();
}

void append(Inlines& to, Inlines from) {
    if (!to.empty() && !from.empty()) {
        to.emplace_back().text = " ";
    }
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// By our own classes, WordPress's and Ghost's.
Layout layout_of(const HtmlTree& tree, const GumboNode& element) {
    const auto has = [&](std::string_view name) { return tree.has_class(element, name); };
    if (has("full") || has("alignfull") || has("kg-width-full")) {
        return Layout::full;
    }
    return has("wide") || has("alignwide") || has("kg-width-wide") ? Layout::wide : Layout::text;
}

/// Ours, or that of another program; not one picture of it.
bool is_gallery(const HtmlTree& tree, const GumboNode& element) {
    return tree.has_class_like(element, "gallery") && !tree.has_class_like(element, "gallery-item");
}

/// Takes the pictures of blocks that contain nothing else, also of lists, as WordPress wrote its galleries; false if there is something else.
bool take_pictures(Blocks& blocks, std::vector<Image>& pictures) {
    return std::ranges::all_of(blocks, [&pictures](Block& block) {
        if (auto* image = std::get_if<Image>(&block.node)) {
            pictures.push_back(*image);
            return true;
        }
        auto* list = std::get_if<List>(&block.node);
        return list != nullptr && std::ranges::all_of(list->items, [&pictures](Blocks& item) { return take_pictures(item, pictures); });
    });
}

}  // namespace

void HtmlReader::image(const GumboNode& element, const Style& style, Flow& flow) {
    Image image;
    image.alt = tree_.attribute_or_empty(element, "alt");
    if (tree_.has_class(element, "wp-smiley") || tree_.has_class(element, "emoji")) {
        flow.text(image.alt, style);
        return;
    }
    auto written = tree_.attribute_or_empty(element, "src");
    if (trimmed(written).empty() || trimmed(written).starts_with("data:")) {
        // A script would load the picture once it is in sight.
        for (const auto* name : {"data-src", "data-lazy-src", "data-original"}) {
            if (auto real = tree_.attribute(element, name); real && !real->empty()) {
                written = *std::move(real);
                break;
            }
        }
    }
    image.width = pixels(tree_.attribute_or_empty(element, "width"));
    image.height = pixels(tree_.attribute_or_empty(element, "height"));
    if (image.width == 1 && image.height == 1) {
        say(element, "of one pixel was removed");
        return;
    }
    auto source = read_address(written, options_);
    if (!source || (!source->is_web() && !source->is_path())) {
        reductions_.say(line_at(element), fmt::format("picture \"{}\" reduced to its alternative text", shortened(written)));
        flow.text(image.alt, style);
        return;
    }
    image.source = *std::move(source);
    image.link = style.link.href;
    if (origin_ == HtmlOrigin::markdown) {
        if (auto title = tree_.attribute_or_empty(element, "title"); !title.empty()) {
            image.caption.emplace_back().text = single_line(title);
        }
    }
    if (in_noscript_ && !flow.has_text() && !flow.blocks_so_far().empty()) {
        const auto* last = std::get_if<Image>(&flow.blocks_so_far().back().node);
        if (last != nullptr && last->source == image.source) {
            return;
        }
    }
    flow.block(std::move(image), style);
}

void HtmlReader::link_card(const GumboNode& element, const std::string& written, const Style& style, Flow& flow) {
    const auto address = trimmed(written).empty() ? std::nullopt : read_address(written, options_);
    const auto title = single_line(tree_.attribute_or_empty(element, "title"));
    if (address && address->is_web()) {
        Embed embed;
        embed.url = page_of_player(*address);
        embed.provider = provider_of(embed.url);
        embed.title = title;
        if (embed.provider == "web") {
            say(element, "reduced to a link");
        }
        flow.block(std::move(embed), style);
    } else if (address && address->is_path()) {
        say(element, "reduced to a link");
        auto inner = style;
        inner.link = Link{*address, {}, {}};
        flow.end_paragraph();
        flow.text(title.empty() ? address->string() : title, inner);
        flow.end_paragraph();
    } else {
        say(element, "removed");
    }
}

void HtmlReader::frame(const GumboNode& element, const Style& style, Flow& flow) {
    if (element.v.element.tag == GUMBO_TAG_OBJECT) {
        const auto type = tree_.attribute_or_empty(element, "type");
        const auto data = tree_.attribute_or_empty(element, "data");
        if (data.empty() || type.contains("flash")) {
            say(element, "reduced to its content");
            children(element, style, flow);
            return;
        }
        link_card(element, data, style, flow);
        return;
    }
    auto written = tree_.attribute_or_empty(element, "src");
    if (trimmed(written).empty() || trimmed(written) == "about:blank") {
        written = tree_.attribute_or_empty(element, "data-src");
    }
    link_card(element, written, style, flow);
}

void HtmlReader::media(const GumboNode& element, const Style& style, Flow& flow) {
    auto written = tree_.attribute_or_empty(element, "src");
    for_each_child(element, [&](const GumboNode& child) {
        if (written.empty() && is_html(child, GUMBO_TAG_SOURCE)) {
            written = tree_.attribute_or_empty(child, "src");
        }
    });
    const auto address = trimmed(written).empty() ? std::nullopt : read_address(written, options_);
    const bool kept = address && (options_.all_recordings ? address->is_web() || address->is_path()
                                                          : address->is_path() && address->string().starts_with(kMediaFolder));
    if (!kept) {
        link_card(element, written, style, flow);
        return;
    }
    auto title = single_line(tree_.attribute_or_empty(element, "aria-label"));
    if (title.empty()) {
        title = single_line(tree_.attribute_or_empty(element, "title"));
    }
    if (title.empty() && options_.all_recordings) {
        title = file_name(written);
    }
    if (element.v.element.tag == GUMBO_TAG_AUDIO) {
        flow.block(Audio{*address, std::move(title), {}}, style);
        return;
    }
    Video video{.source = *address, .title = std::move(title), .caption = {}, .poster = {}};
    if (const auto poster = tree_.attribute_or_empty(element, "poster"); !trimmed(poster).empty()) {
        video.poster = read_address(poster, options_).value_or(Address{});
    }
    video.width = pixels(tree_.attribute_or_empty(element, "width"));
    video.height = pixels(tree_.attribute_or_empty(element, "height"));
    flow.block(std::move(video), style);
}

void HtmlReader::figure(const GumboNode& element, const Style& style, Flow& flow) {
    flow.end_paragraph();
    if (flow.text_only()) {
        children(element, style, flow);
        flow.end_paragraph();
        return;
    }
    if (own_embed(element, style, flow)) {
        return;
    }
    Caption caption;
    auto* const outer_caption = std::exchange(caption_, &caption);
    const auto outer_pull = std::exchange(pull_, pull_ || tree_.has_class_like(element, "pullquote"));
    Flow content(Flow::Kind::blocks);
    children(element, style, content);
    auto blocks = content.take_blocks();
    caption_ = outer_caption;
    pull_ = outer_pull;

    if (blocks.size() == 1 && tree_.has_class_like(element, "embed")) {
        // WordPress stores an embed as the bare address, and the server asks its provider about it.
        if (const auto* paragraph = std::get_if<Paragraph>(&blocks.front().node)) {
            const auto address = Address::parse(plain_text(paragraph->content));
            if (address && address->is_web()) {
                blocks.front().node = Embed{std::string{provider_of(*address)}, *address, {}, {}};
            }
        }
    }
    if (std::vector<Image> pictures; is_gallery(tree_, element) && take_pictures(blocks, pictures) && !pictures.empty()) {
        blocks.clear();
        blocks.push_back(Block{Gallery{std::move(pictures), {}, Layout::text}, style.block_language, style.block_direction});
    }
    if (const auto layout = layout_of(tree_, element); layout != Layout::text && blocks.size() == 1) {
        if (auto* image = std::get_if<Image>(&blocks.front().node)) {
            image->layout = layout;
        } else if (auto* gallery = std::get_if<Gallery>(&blocks.front().node)) {
            gallery->layout = layout;
        } else if (auto* video = std::get_if<Video>(&blocks.front().node)) {
            video->layout = layout;
        }
    }
    if (caption.met) {
        put_caption(blocks, std::move(caption));
    }
    flow.append(std::move(blocks));
}

void HtmlReader::put_caption(Blocks& blocks, Caption caption) {
    if (blocks.size() == 1) {
        if (auto* image = std::get_if<Image>(&blocks.front().node)) {
            image->caption = caption.text.empty() ? std::move(image->caption) : std::move(caption.text);
            append(image->credit, std::move(caption.credit));
            return;
        }
        append(caption.text, std::move(caption.credit));
        if (auto* gallery = std::get_if<Gallery>(&blocks.front().node)) {
            append(gallery->caption, std::move(caption.text));
            return;
        }
        if (auto* audio = std::get_if<Audio>(&blocks.front().node)) {
            append(audio->caption, std::move(caption.text));
            return;
        }
        if (auto* video = std::get_if<Video>(&blocks.front().node)) {
            append(video->caption, std::move(caption.text));
            return;
        }
        if (auto* embed = std::get_if<Embed>(&blocks.front().node)) {
            append(embed->caption, std::move(caption.text));
            return;
        }
        if (auto* table = std::get_if<Table>(&blocks.front().node)) {
            append(table->caption, std::move(caption.text));
            return;
        }
        if (auto* quote = std::get_if<Quote>(&blocks.front().node)) {
            append(quote->attribution, std::move(caption.text));
            return;
        }
    } else {
        append(caption.text, std::move(caption.credit));
    }
    if (!caption.text.empty()) {
        blocks.push_back(Block{Paragraph{std::move(caption.text)}, {}, Direction::inherited});
    }
}

void HtmlReader::figure_caption(const GumboNode& element, const Style& style, Flow& flow) {
    if (caption_ == nullptr || flow.text_only()) {
        flow.end_paragraph();
        children(element, style, flow);
        flow.end_paragraph();
        return;
    }
    flow.end_paragraph();
    auto& caption = *caption_;
    caption.met = true;
    auto inner = style.inside_block();
    inner.marks = Marks{};
    take_language(element, inner, false);
    Flow line(Flow::Kind::text_only);
    for_each_child(element, [&](const GumboNode& child) {
        if (is_element(child) && tree_.has_class_like(child, "credit")) {
            auto credit_style = inner;
            take_language(child, credit_style, false);
            Flow credit(Flow::Kind::text_only);
            children(child, credit_style, credit);
            append(caption.credit, credit.take_text());
            flow.append(credit.take_floated());
        } else {
            node(child, inner, line);
        }
    });
    append(caption.text, line.take_text());
    flow.append(line.take_floated());
}

/// The form of embeds in our own serialiser: a figure with a link in it.
bool HtmlReader::own_embed(const GumboNode& element, const Style& style, Flow& flow) {
    const auto provider = tree_.attribute(element, "data-provider");
    if (!provider || !tree_.has_class(element, "embed")) {
        return false;
    }
    Embed embed;
    const GumboNode* caption_element = nullptr;
    for_each_child(element, [&](const GumboNode& child) {
        if (is_html(child, GUMBO_TAG_A) && embed.url.empty()) {
            if (auto address = read_address(tree_.attribute_or_empty(child, "href"), options_)) {
                embed.url = *std::move(address);
                embed.title = single_line(tree_.all_text(child));
            }
        } else if (is_html(child, GUMBO_TAG_FIGCAPTION)) {
            caption_element = &child;
        }
    });
    if (!embed.url.is_web()) {
        return false;
    }
    embed.provider = *provider;
    embed.description = single_line(tree_.attribute_or_empty(element, "data-description"));
    embed.site = single_line(tree_.attribute_or_empty(element, "data-site"));
    if (const auto picture = Address::parse(tree_.attribute_or_empty(element, "data-picture")); picture && picture->is_path()) {
        embed.picture = *picture;
    }
    if (caption_element != nullptr) {
        embed.caption = line_of(*caption_element, style, flow);
    }
    flow.block(std::move(embed), style);
    return true;
}

}  // namespace stoppress::document
