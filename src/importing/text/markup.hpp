// SPDX-License-Identifier: GPL-3.0-or-later
// HTML source for document::from_html, made from shortcodes and blocks, in the forms that the document model reads. It
// never reaches a page unparsed. No result contains a line break, so that each can be put into Markdown.
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stoppress::importing {

struct FigureParts {
    std::string_view source;
    std::string_view alt;
    std::string_view caption_html;
    std::string_view credit;  ///< plain text
    std::string_view link;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string_view layout{};  ///< "wide" or "full"; empty: as wide as the text
};

[[nodiscard]] std::string figure_markup(const FigureParts& parts);
/// A gallery of `figures`, each made by figure_markup().
[[nodiscard]] std::string gallery_figure(std::string_view figures, std::string_view caption_html, std::string_view layout);

enum class Player : std::uint8_t { none, sound, film };
/// Which player browsers show for the file at an address or path, by the ending of its name: film for "/talks/a.mp4?b".
[[nodiscard]] Player player_of(std::string_view address);

struct PlayerParts {
    std::string_view source;
    bool film = false;  ///< else sound
    std::string_view title{};
    std::string_view caption_html{};
    std::string_view poster{};  ///< of film, as the next three
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string_view layout{};  ///< as of FigureParts
};
[[nodiscard]] std::string player_markup(const PlayerParts& parts);

/// A card that links to `url`, or a player if that is a file of sound or film, which may be a path, too; else empty if `url` is not a web
/// address.
[[nodiscard]] std::string embed_markup(std::string_view url, std::string_view title, std::string_view caption_html);
[[nodiscard]] std::string link_markup(std::string_view href, std::string_view text);
[[nodiscard]] std::string code_markup(std::string_view text, std::string_view language);

/// The HTML of Markdown inside a line, without a paragraph around it.
[[nodiscard]] std::string inline_html_of_markdown(std::string_view markdown);

/// The page that the address of an embed's player shows ("https://www.youtube.com/embed/ID" ->
/// "https://www.youtube.com/watch?v=ID").
[[nodiscard]] std::string page_of_player(std::string_view address);

}  // namespace stoppress::importing
