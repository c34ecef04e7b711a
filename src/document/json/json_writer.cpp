// SPDX-License-Identifier: GPL-3.0-or-later
// to_json: the tree's own JSON, as used by the store and the API. Default values are left out.
#include <array>

#include <fmt/format.h>

#include "base/text/json_text.hpp"
#include "document/convert.hpp"
#include "document/json/json_names.hpp"
#include "document/limits.hpp"

namespace stoppress::document {

namespace {

class JsonWriter {
public:
    std::string write(const Document& document) {
        out_.reserve(8192);
        out_ += R"({"blocks":)";
        blocks(document.blocks);
        if (!document.footnotes.empty()) {
            array("footnotes", document.footnotes, [this](const Blocks& footnote) { blocks(footnote); });
        }
        out_ += '}';
        return std::move(out_);
    }

    /// Entries of all lists written: blocks, items, rows, cells, runs.
    [[nodiscard]] std::size_t nodes() const { return nodes_; }

private:
    void blocks(const Blocks& blocks) {
        list(blocks, [this](const Block& block) { this->block(block); });
    }

    void block(const Block& block) {
        out_ += R"({"type":")";
        out_ += kNodeNames[block.node.index()];
        out_ += '"';
        string("language", block.language);
        string("direction", to_string(block.direction));
        std::visit([this](const auto& node) { this->node(node); }, block.node);
        out_ += '}';
    }

    void node(const Paragraph& paragraph) { inlines("content", paragraph.content); }
    void node(const Heading& heading) {
        number("level", heading.level);
        string("anchor", heading.anchor);
        inlines("content", heading.content);
    }
    void node(const List& list) {
        flag("ordered", list.ordered);
        if (list.start != 1) {
            number("start", list.start);
        }
        array("items", list.items, [this](const Blocks& item) { blocks(item); });
    }
    void node(const Quote& quote) {
        flag("pull", quote.pull);
        key("blocks");
        blocks(quote.blocks);
        inlines("attribution", quote.attribution);
    }
    void node(const Code& code) {
        string("syntax", code.language);
        string("text", code.text);
    }
    void node(const Table& table) {
        inlines("caption", table.caption);
        array("alignments", table.alignments,
              [this](Alignment alignment) { quoted(kAlignmentNames[static_cast<std::size_t>(alignment)]); });
        if (!table.header.empty()) {
            array("header", table.header, [this](const Inlines& cell) { inlines(cell); });
        }
        array("rows", table.rows, [this](const std::vector<Inlines>& row) { list(row, [this](const Inlines& cell) { inlines(cell); }); });
    }
    void node(const Image& image) {
        picture(image);
        layout(image.layout);
    }
    void node(const Gallery& gallery) {
        array("images", gallery.pictures, [this](const Image& image) {
            // Its source is never empty and comes first.
            out_ += R"({"source":)";
            quoted(image.source.string());
            about(image);
            out_ += '}';
        });
        inlines("caption", gallery.caption);
        layout(gallery.layout);
    }
    void layout(Layout layout) { string("layout", layout == Layout::text ? std::string_view{} : to_string(layout)); }
    void picture(const Image& image) {
        string("source", image.source.string());
        about(image);
    }
    void about(const Image& image) {
        string("alt", image.alt);
        inlines("caption", image.caption);
        inlines("credit", image.credit);
        if (image.width != 0) {
            number("width", image.width);
            number("height", image.height);
        }
        string("link", image.link.string());
    }
    void node(const Audio& audio) {
        string("source", audio.source.string());
        string("title", audio.title);
        inlines("caption", audio.caption);
    }
    void node(const Video& video) {
        string("source", video.source.string());
        string("title", video.title);
        inlines("caption", video.caption);
        string("poster", video.poster.string());
        if (video.width != 0) {
            number("width", video.width);
            number("height", video.height);
        }
        layout(video.layout);
    }
    void node(const Embed& embed) {
        string("provider", embed.provider);
        string("url", embed.url.string());
        string("title", embed.title);
        inlines("caption", embed.caption);
        string("description", embed.description);
        string("site", embed.site);
        string("picture", embed.picture.string());
    }
    void node(const Rule& /*rule*/) {}

    void inlines(std::string_view name, const Inlines& content) {
        if (!content.empty()) {
            key(name);
            inlines(content);
        }
    }

    void inlines(const Inlines& content) {
        list(content, [this](const Inline& run) { inline_run(run); });
    }

    void inline_run(const Inline& run) {
        if (run.footnote != 0) {
            out_ += fmt::format(R"({{"footnote":{}}})", run.footnote);
            return;
        }
        out_ += R"({"text":)";
        quoted(run.text);
        if (!run.marks.empty()) {
            key("marks");
            out_ += '[';
            for (const auto& [mark, name] : kMarkNames) {
                if (run.marks.has(mark)) {
                    if (out_.back() != '[') {
                        out_ += ',';
                    }
                    quoted(name);
                }
            }
            out_ += ']';
        }
        string("language", run.language);
        string("direction", to_string(run.direction));
        if (!run.link.href.empty()) {
            out_ += R"(,"link":{"href":)";
            quoted(run.link.href.string());
            string("title", run.link.title);
            string("language", run.link.language);
            out_ += '}';
        }
        out_ += '}';
    }

    template <class Range, class Write>
    void list(const Range& range, Write write) {
        out_ += '[';
        bool first = true;
        for (const auto& entry : range) {
            if (!first) {
                out_ += ',';
            }
            first = false;
            ++nodes_;
            write(entry);
        }
        out_ += ']';
    }

    template <class Range, class Write>
    void array(std::string_view name, const Range& range, Write write) {
        key(name);
        list(range, write);
    }

    /// A member that is not the first of its object.
    void key(std::string_view name) {
        out_ += ",\"";
        out_ += name;
        out_ += "\":";
    }
    void string(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            key(name);
            quoted(value);
        }
    }
    void number(std::string_view name, std::int64_t value) {
        key(name);
        out_ += fmt::format("{}", value);
    }
    void flag(std::string_view name, bool value) {
        if (value) {
            key(name);
            out_ += "true";
        }
    }

    void quoted(std::string_view text) { base::append_json_string(out_, text); }

    std::string out_;
    std::size_t nodes_ = 0;
};

}  // namespace

std::string to_json(const Document& document) {
    return JsonWriter{}.write(document);
}

base::Result<std::string> to_stored_json(const Document& document) {
    JsonWriter writer;
    std::string json = writer.write(document);
    if (writer.nodes() > kMaxNodes) {
        return base::fail(
            base::ErrorCode::too_large,
            fmt::format(
                "the body has too many parts (paragraphs, list items, table cells, changes of style): {}, the limit is {}; split the story",
                writer.nodes(), kMaxNodes));
    }
    if (json.size() > kMaxStoredBytes) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("the body is too large in its stored form: {} bytes, the limit is {}; split the story", json.size(),
                                      kMaxStoredBytes));
    }
    return json;
}

}  // namespace stoppress::document
