// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/account/note_kind.hpp"

#include <algorithm>
#include <array>

namespace stoppress::importing {
namespace {

constexpr std::string_view kRefusedNote = "refused";
constexpr std::string_view kOtherNote = "other";

// More special words come before more general ones.
constexpr auto kNoteRules = std::to_array<NoteRule>({
    {"picture not found", kFileMissing},
    {"a file is not in the content folder", kFileMissing},
    {"a file is neither an attachment of the export nor in the folder of --media", kFileMissing},
    {"the file is not in the folder of --media", kFileMissing},
    {"an attachment; stories keep linking to its old address", kFileMissing},
    {"not a page: files and pictures are left out (--no-media)", kFileMissing},
    {"its featured picture is not in the export", kFileMissing},
    {"a gallery refers to an attachment that is not in the export", kFileMissing},
    {"gallery without pictures in the export", kFileMissing},
    {"pictures stay at Substack", kFileMissing},
    {"its picture has no usable address", kFileMissing},
    {"a picture is not in the folder", kFileMissing},
    {"several files in the folder could be this picture", kFileMissing},
    {"pictures stay at their old addresses", kFileMissing},
    {"the animation is too large", kFileReduced},
    {"imported as a draft", "not-public"},
    {"dated in the future", "dated-later"},
    {"expiry dates are not supported", "expires"},
    {"unknown shortcode", "shortcode"},
    {"closing shortcode without an opening one", "shortcode"},
    {"a loop is not run", "not-run"},
    {"an include is not run", "not-run"},
    {"only Jekyll can", "not-run"},
    {"a value that only Jekyll knows", "not-run"},
    {"unknown filter", "not-run"},
    {"unknown tag", "not-run"},
    {"unknown kind of", "unknown-block"},
    {"dynamic block removed", "unknown-block"},
    {"embed without an address removed", "left-out"},
    {"because only members", "members"},
    {"only members read on", "members"},
    {"a form for members", "members"},
    {"left out: ", "left-out"},
    {"a reusable block ", "left-out"},
    {"reusable blocks were left out", "left-out"},
    {"page breaks removed", "left-out"},
    {"explanations of abbreviations are left out", "left-out"},
    {"a call to action is imported as text", "left-out"},
    {"reduced to its ", "markup"},
    {"flattened: nested too deeply", "markup"},
    {"broken reference", "reference"},
    {"alias not imported", kRedirectNote},
    {"redirect_from not imported", kRedirectNote},
    {"not imported, because it ", kRedirectNote},
    {"not imported, because its target", kRedirectNote},
    {"temporary on the old site, permanent here", kRedirectNote},
    {"has no title", "title"},
    {"so the address was made from the date", "address"},
    {"is one that this program keeps for itself", "address"},
    {"the program answers there itself", kRedirectNote},
    {"it was featured", "featured"},
    {"it was pinned to the front page", "featured"},
    {"topics or authors: the rest is not imported", "names"},
    {"terms of custom taxonomies", "names"},
    {"code injected into its page", "search-engines"},
    {"its own titles, descriptions and pictures for search engines", "search-engines"},
    {"it names another page as the original", "search-engines"},
    {"is not a date in a form that", "date"},
    {"its text is not in the export", "text-missing"},
    {"its content is not in the feed", "text-missing"},
    {"has no content in the feed", "text-missing"},
    {"its text for search engines is not imported", "search-engines"},
    {"its place is not imported", "left-out"},
    {"a contributor is not named in the byline", "names"},
    {"a reminder to its writer", "reminder"},
    {"no configuration found", kSettingNote},
    {"the theme or module ", kSettingNote},
    {"is outside the site; its pictures are not imported", kSettingNote},
    {"of this system; dates without an offset", kSettingNote},
    {"names no timezone", kSettingNote},
    {"left out of the menu", kSettingNote},
    {"which menu is at the top of the pages", kSettingNote},
});

std::string_view kind_by_words(std::string_view words) {
    // A tag that the body cannot keep: "<script> removed".
    if (words.starts_with('<')) {
        return "markup";
    }
    const auto rule = std::ranges::find_if(kNoteRules, [words](const NoteRule& one) { return words.contains(one.words); });
    return rule != kNoteRules.end() ? rule->kind : std::string_view{};
}

}  // namespace

std::span<const NoteRule> note_rules() {
    return kNoteRules;
}

std::string_view note_kind(NoteOrigin origin, std::string_view items, std::string_view words) {
    if (origin == NoteOrigin::refused) {
        return items == "files" || items == "attachments" ? kFileRefused : kRefusedNote;
    }
    const auto kind = kind_by_words(words);
    if (origin == NoteOrigin::skipped) {
        return kind == kFileMissing ? kind : std::string_view{};
    }
    return kind.empty() ? kOtherNote : kind;
}

}  // namespace stoppress::importing
