// SPDX-License-Identifier: GPL-3.0-or-later
// from_json: strict about names, types and values; lenient only about what normalise() corrects (white
// space, empty blocks).
#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "document/convert.hpp"
#include "document/json/json_names.hpp"
#include "document/json/json_values.hpp"
#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

namespace json = boost::json;
using base::Result;

class JsonReader : JsonValues {
public:
    Result<Document> read(const json::value& value) {
        const Place root;
        Document document;
        TRY(const auto* object, as_object(value, root));
        TRY_VOID(check_keys(*object, root, {"blocks", "footnotes"}));
        if (const auto* footnotes = object->if_contains("footnotes")) {
            const Place place{&root, "footnotes"};
            TRY(const auto* array, as_array(*footnotes, place));
            if (array->size() > kMaxFootnotes) {
                return base::fail(base::ErrorCode::too_large, fmt::format("the body has more than {} footnotes", kMaxFootnotes));
            }
            footnotes_ = array->size();
            TRY(document.footnotes, each<Blocks>(*array, place, [this](const json::value& v, const Place& p) { return blocks(v, p, 0); }));
        }
        const auto* blocks = object->if_contains("blocks");
        if (blocks == nullptr) {
            return refuse(root, "has no \"blocks\"");
        }
        TRY(document.blocks, this->blocks(*blocks, Place{&root, "blocks"}, 0));
        normalise(document);
        return document;
    }

private:
    static Result<Address> address(const json::object& object, std::string_view key, const Place& place, bool required) {
        TRY(const auto text, string(object, key, place));
        if (text.empty()) {
            if (required) {
                return refuse(place, fmt::format("has no \"{}\"", key));
            }
            return Address{};
        }
        auto parsed = Address::parse(text);
        if (!parsed) {
            return refuse(Place{&place, key}, "must be an http(s), mailto or tel address, a path that starts with '/', or a fragment");
        }
        return *std::move(parsed);
    }

    static Result<std::string> language(const json::object& object, const Place& place) {
        TRY(auto tag, string(object, "language", place));
        if (tag.empty()) {
            return tag;
        }
        auto canonical = canonical_tag(tag);
        if (canonical.empty()) {
            return refuse(Place{&place, "language"}, "must be a language tag such as \"pt-BR\"");
        }
        return canonical;
    }

    static Result<Direction> direction(const json::object& object, const Place& place) {
        TRY(const auto name, string(object, "direction", place));
        for (const auto candidate : {Direction::inherited, Direction::left_to_right, Direction::right_to_left, Direction::automatic}) {
            if (name == to_string(candidate)) {
                return candidate;
            }
        }
        return refuse(Place{&place, "direction"}, "must be \"ltr\", \"rtl\" or \"auto\"");
    }

    Result<Inlines> inlines(const json::value& value, const Place& place) const {
        TRY(const auto* array, as_array(value, place));
        return each<Inline>(*array, place, [this](const json::value& v, const Place& p) { return inline_run(v, p); });
    }

    Result<Inlines> member_inlines(const json::object& object, std::string_view key, const Place& place) const {
        return member_array<Inline>(object, key, place, [this](const json::value& v, const Place& p) { return inline_run(v, p); });
    }

    Result<Inline> inline_run(const json::value& value, const Place& place) const {
        Inline run;
        TRY(const auto* object, as_object(value, place));
        if (object->contains("footnote")) {
            TRY_VOID(check_keys(*object, place, {"footnote"}));
            if (footnotes_ == 0) {
                return refuse(Place{&place, "footnote"}, "refers to a footnote, but there are none");
            }
            TRY(const auto number, this->number(*object, "footnote", place, 0, 1, static_cast<std::int64_t>(footnotes_)));
            run.footnote = static_cast<std::uint32_t>(number);
            return run;
        }
        TRY_VOID(check_keys(*object, place, {"text", "marks", "language", "direction", "link"}));
        if (!object->contains("text")) {
            return refuse(place, "has neither \"text\" nor \"footnote\"");
        }
        TRY(run.text, string(*object, "text", place));
        TRY(const auto marks, member_array<Mark>(*object, "marks", place, mark));
        std::ranges::for_each(marks, [&run](Mark mark) { run.marks.add(mark); });
        TRY(run.language, language(*object, place));
        TRY(run.direction, direction(*object, place));
        if (const auto* link = object->if_contains("link")) {
            TRY(run.link, this->link(*link, Place{&place, "link"}));
        }
        return run;
    }

    static Result<Mark> mark(const json::value& value, const Place& place) {
        for (const auto& [mark, name] : kMarkNames) {
            if (value.is_string() && value.get_string() == name) {
                return mark;
            }
        }
        return refuse(place, "must be strong, emphasis, strikethrough, code, subscript or superscript");
    }

    static Result<Link> link(const json::value& value, const Place& place) {
        Link link;
        TRY(const auto* object, as_object(value, place));
        TRY_VOID(check_keys(*object, place, {"href", "title", "language"}));
        TRY(link.href, address(*object, "href", place, true));
        TRY(link.title, string(*object, "title", place));
        TRY(link.language, language(*object, place));
        return link;
    }

    Result<Blocks> blocks(const json::value& value, const Place& place, std::size_t nesting) {
        if (nesting > kMaxNesting) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("lists and quotes of the body are nested more than {} levels deep", kMaxNesting));
        }
        TRY(const auto* array, as_array(value, place));
        return each<Block>(*array, place, [this, nesting](const json::value& v, const Place& p) { return block(v, p, nesting); });
    }

    Result<Block> block(const json::value& value, const Place& place, std::size_t nesting) {
        Block block;
        TRY(const auto* object, as_object(value, place));
        TRY(const auto type, string(*object, "type", place));
        TRY(block.language, language(*object, place));
        TRY(block.direction, direction(*object, place));
        TRY(block.node, node(type, *object, place, nesting));
        return block;
    }

    Result<Block::Node> node(std::string_view type, const json::object& object, const Place& place, std::size_t nesting) {
        if (type == "paragraph") {
            return paragraph(object, place);
        }
        if (type == "heading") {
            return heading(object, place);
        }
        if (type == "list") {
            return list(object, place, nesting);
        }
        if (type == "quote") {
            return quote(object, place, nesting);
        }
        if (type == "code") {
            return code(object, place);
        }
        if (type == "table") {
            return table(object, place);
        }
        if (type == "image") {
            return single_image(object, place);
        }
        if (type == "gallery") {
            return gallery(object, place);
        }
        if (type == "audio") {
            return audio(object, place);
        }
        if (type == "video") {
            return video(object, place);
        }
        if (type == "embed") {
            return embed(object, place);
        }
        if (type == "rule") {
            TRY_VOID(check_keys(object, place, {"type"}));
            return Rule{};
        }
        return refuse(Place{&place, "type"}, fmt::format("must be one of {}", fmt::join(kNodeNames, ", ")));
    }

    Result<Block::Node> paragraph(const json::object& object, const Place& place) const {
        Paragraph paragraph;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "content"}));
        TRY(paragraph.content, member_inlines(object, "content", place));
        return paragraph;
    }

    Result<Block::Node> heading(const json::object& object, const Place& place) const {
        Heading heading;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "level", "anchor", "content"}));
        TRY(const auto level, number(object, "level", place, 2, 2, 6));
        heading.level = static_cast<int>(level);
        TRY(heading.anchor, string(object, "anchor", place));
        TRY(heading.content, member_inlines(object, "content", place));
        return heading;
    }

    Result<Block::Node> list(const json::object& object, const Place& place, std::size_t nesting) {
        List list;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "ordered", "start", "items"}));
        TRY(list.ordered, flag(object, "ordered", place));
        using Limits = std::numeric_limits<std::int32_t>;
        TRY(const auto start, number(object, "start", place, 1, Limits::min(), Limits::max()));
        list.start = static_cast<std::int32_t>(start);
        TRY(list.items, member_array<Blocks>(object, "items", place,
                                             [this, nesting](const json::value& v, const Place& p) { return blocks(v, p, nesting + 1); }));
        return list;
    }

    Result<Block::Node> quote(const json::object& object, const Place& place, std::size_t nesting) {
        Quote quote;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "pull", "blocks", "attribution"}));
        TRY(quote.pull, flag(object, "pull", place));
        if (const auto* inner = object.if_contains("blocks")) {
            TRY(quote.blocks, blocks(*inner, Place{&place, "blocks"}, nesting + 1));
        }
        TRY(quote.attribution, member_inlines(object, "attribution", place));
        return quote;
    }

    static Result<Block::Node> code(const json::object& object, const Place& place) {
        Code code;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "syntax", "text"}));
        TRY(code.language, string(object, "syntax", place));
        TRY(code.text, string(object, "text", place));
        return code;
    }

    Result<Block::Node> table(const json::object& object, const Place& place) {
        Table table;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "caption", "alignments", "header", "rows"}));
        const auto cell = [this](const json::value& v, const Place& p) { return inlines(v, p); };
        TRY(table.caption, member_inlines(object, "caption", place));
        TRY(table.alignments, member_array<Alignment>(object, "alignments", place, alignment));
        TRY(table.header, member_array<Inlines>(object, "header", place, cell));
        TRY(table.rows, member_array<std::vector<Inlines>>(object, "rows", place,
                                                           [&cell](const json::value& v, const Place& p) -> Result<std::vector<Inlines>> {
                                                               TRY(const auto* row, as_array(v, p));
                                                               return each<Inlines>(*row, p, cell);
                                                           }));
        std::size_t columns = table.header.size();
        for (const auto& row : table.rows) {
            columns = std::max(columns, row.size());
        }
        cells_ += columns * (table.rows.size() + 1);
        if (columns > kMaxColumns || cells_ > kMaxCells) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("the body has a table with more than {} columns or {} cells", kMaxColumns, kMaxCells));
        }
        return table;
    }

    static Result<Alignment> alignment(const json::value& value, const Place& place) {
        for (std::size_t i = 0; i < kAlignmentNames.size(); ++i) {
            if (value.is_string() && value.get_string() == kAlignmentNames.at(i)) {
                return static_cast<Alignment>(i);
            }
        }
        return refuse(place, "must be none, left, center or right");
    }

    static Result<Layout> layout(const json::object& object, const Place& place) {
        TRY(const auto name, string(object, "layout", place));
        for (const auto layout : {Layout::text, Layout::wide, Layout::full}) {
            if (name == to_string(layout) || (name.empty() && layout == Layout::text)) {
                return layout;
            }
        }
        return refuse(Place{&place, "layout"}, "must be text, wide or full");
    }

    Result<Block::Node> single_image(const json::object& object, const Place& place) const {
        TRY_VOID(check_keys(object, place,
                            {"type", "language", "direction", "source", "alt", "caption", "credit", "width", "height", "link", "layout"}));
        TRY(auto image, this->image(object, place));
        TRY(image.layout, layout(object, place));
        return image;
    }

    Result<Block::Node> gallery(const json::object& object, const Place& place) const {
        Gallery gallery;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "images", "caption", "layout"}));
        if (!object.contains("images")) {
            return refuse(place, "has no \"images\"");
        }
        TRY(gallery.pictures, member_array<Image>(object, "images", place, [this](const json::value& v, const Place& p) -> Result<Image> {
                TRY(const auto* picture, as_object(v, p));
                TRY_VOID(check_keys(*picture, p, {"source", "alt", "caption", "credit", "width", "height", "link"}));
                return image(*picture, p);
            }));
        if (gallery.pictures.size() < kMinPictures || gallery.pictures.size() > kMaxPictures) {
            return refuse(Place{&place, "images"}, fmt::format("must be {} to {} pictures", kMinPictures, kMaxPictures));
        }
        TRY(gallery.caption, member_inlines(object, "caption", place));
        TRY(gallery.layout, layout(object, place));
        return gallery;
    }

    template <class Figure>
    static Result<void> size(const json::object& object, const Place& place, Figure& figure) {
        constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
        TRY(const auto width, number(object, "width", place, 0, 0, kMost));
        TRY(const auto height, number(object, "height", place, 0, 0, kMost));
        figure.width = static_cast<std::uint32_t>(width);
        figure.height = static_cast<std::uint32_t>(height);
        return {};
    }

    Result<Image> image(const json::object& object, const Place& place) const {
        Image image;
        TRY(image.source, address(object, "source", place, true));
        if (!image.source.is_web() && !image.source.is_path()) {
            return refuse(Place{&place, "source"}, "must be an http(s) address or a path that starts with '/'");
        }
        TRY(image.alt, string(object, "alt", place));
        TRY(image.caption, member_inlines(object, "caption", place));
        TRY(image.credit, member_inlines(object, "credit", place));
        TRY_VOID(size(object, place, image));
        TRY(image.link, address(object, "link", place, false));
        return image;
    }

    static Result<Address> recording(const json::object& object, const Place& place) {
        TRY(auto source, address(object, "source", place, true));
        if (!source.is_path() || !source.string().starts_with(kMediaFolder)) {
            return refuse(Place{&place, "source"}, "must be the path of a recording of the library, such as /media/HASH.mp4");
        }
        return source;
    }

    Result<Block::Node> audio(const json::object& object, const Place& place) const {
        Audio audio;
        TRY_VOID(check_keys(object, place, {"type", "language", "direction", "source", "title", "caption"}));
        TRY(audio.source, recording(object, place));
        TRY(audio.title, string(object, "title", place));
        TRY(audio.caption, member_inlines(object, "caption", place));
        return audio;
    }

    Result<Block::Node> video(const json::object& object, const Place& place) const {
        Video video;
        TRY_VOID(check_keys(object, place,
                            {"type", "language", "direction", "source", "title", "caption", "poster", "width", "height", "layout"}));
        TRY(video.source, recording(object, place));
        TRY(video.title, string(object, "title", place));
        TRY(video.caption, member_inlines(object, "caption", place));
        TRY(video.poster, address(object, "poster", place, false));
        if (!video.poster.empty() && !video.poster.is_web() && !video.poster.is_path()) {
            return refuse(Place{&place, "poster"}, "must be an http(s) address or a path that starts with '/'");
        }
        TRY_VOID(size(object, place, video));
        TRY(video.layout, layout(object, place));
        return video;
    }

    Result<Block::Node> embed(const json::object& object, const Place& place) const {
        Embed embed;
        TRY_VOID(check_keys(object, place,
                            {"type", "language", "direction", "provider", "url", "title", "caption", "description", "site", "picture"}));
        TRY(embed.provider, string(object, "provider", place));
        TRY(embed.url, address(object, "url", place, true));
        if (!embed.url.is_web()) {
            return refuse(Place{&place, "url"}, "must be an http(s) address");
        }
        TRY(embed.title, string(object, "title", place));
        TRY(embed.caption, member_inlines(object, "caption", place));
        TRY(embed.description, string(object, "description", place));
        TRY(embed.site, string(object, "site", place));
        TRY(embed.picture, address(object, "picture", place, false));
        if (!embed.picture.empty() && !embed.picture.is_path()) {
            return refuse(Place{&place, "picture"}, "must be a path on this site, such as that of a picture of the library");
        }
        return embed;
    }

    std::size_t footnotes_ = 0;
    std::size_t cells_ = 0;
};

}  // namespace

Result<Document> from_json(std::string_view text) {
    TRY_VOID(check_source(text, "the JSON", kMaxReadBytes));
    json::parse_options options;
    options.max_depth = kMaxDepth;
    std::array<unsigned char, 16384> buffer{};
    json::monotonic_resource memory(buffer.data(), buffer.size());
    json::error_code error;
    const auto value = json::parse(text, error, &memory, options);
    if (error == json::error::too_deep) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the JSON is nested more than {} levels deep", kMaxDepth));
    }
    if (error) {
        return base::fail(base::ErrorCode::invalid, fmt::format("the body is not JSON: {}", error.message()));
    }
    return JsonReader{}.read(value);
}

}  // namespace stoppress::document
