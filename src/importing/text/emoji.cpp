// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/emoji.hpp"

#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

/// Sorted by name.
// clang-format off
constexpr std::array<std::pair<std::string_view, std::string_view>, 404> kEmoji{{
    {"+1", "👍"}, {"-1", "👎"}, {"100", "💯"}, {"1st_place_medal", "🥇"}, {"2nd_place_medal", "🥈"}, {"3rd_place_medal", "🥉"},
    {"airplane", "✈️"}, {"alarm_clock", "⏰"}, {"ambulance", "🚑"}, {"anchor", "⚓"}, {"angry", "😠"}, {"apple", "🍎"},
    {"arrow_down", "⬇️"}, {"arrow_forward", "▶️"}, {"arrow_left", "⬅️"}, {"arrow_right", "➡️"}, {"arrow_up", "⬆️"},
    {"arrows_counterclockwise", "🔄"}, {"art", "🎨"}, {"astonished", "😲"}, {"athletic_shoe", "👟"}, {"baby", "👶"}, {"back", "🔙"},
    {"balloon", "🎈"}, {"ballot_box_with_check", "☑️"}, {"banana", "🍌"}, {"bangbang", "‼️"}, {"bank", "🏦"}, {"bar_chart", "📊"},
    {"baseball", "⚾"}, {"basketball", "🏀"}, {"beach_umbrella", "🏖️"}, {"bear", "🐻"}, {"bee", "🐝"}, {"beer", "🍺"}, {"beers", "🍻"},
    {"bell", "🔔"}, {"bicyclist", "🚴"}, {"bike", "🚲"}, {"bird", "🐦"}, {"birthday", "🎂"}, {"black_heart", "🖤"}, {"blue_heart", "💙"},
    {"blush", "😊"}, {"bomb", "💣"}, {"book", "📖"}, {"bookmark", "🔖"}, {"books", "📚"}, {"boom", "💥"}, {"bouquet", "💐"}, {"boy", "👦"},
    {"brain", "🧠"}, {"bread", "🍞"}, {"broken_heart", "💔"}, {"bug", "🐛"}, {"bulb", "💡"}, {"bus", "🚌"}, {"bust_in_silhouette", "👤"},
    {"busts_in_silhouette", "👥"}, {"butterfly", "🦋"}, {"ca", "🇨🇦"}, {"cactus", "🌵"}, {"cake", "🍰"}, {"calendar", "📆"},
    {"camera", "📷"}, {"car", "🚗"}, {"cat", "🐱"}, {"cd", "💿"}, {"champagne", "🍾"}, {"chart_with_downwards_trend", "📉"},
    {"chart_with_upwards_trend", "📈"}, {"checkered_flag", "🏁"}, {"cheese", "🧀"}, {"cherry_blossom", "🌸"}, {"chess_pawn", "♟️"},
    {"chicken", "🐔"}, {"christmas_tree", "🎄"}, {"circus_tent", "🎪"}, {"city_sunset", "🌆"}, {"clap", "👏"}, {"clapper", "🎬"},
    {"classical_building", "🏛️"}, {"clipboard", "📋"}, {"cloud", "☁️"}, {"cocktail", "🍸"}, {"coffee", "☕"}, {"compass", "🧭"},
    {"computer", "💻"}, {"confetti_ball", "🎊"}, {"confused", "😕"}, {"construction", "🚧"}, {"construction_worker", "👷"},
    {"cookie", "🍪"}, {"cool", "🆒"}, {"cop", "👮"}, {"copyright", "©️"}, {"corn", "🌽"}, {"cow", "🐮"}, {"credit_card", "💳"},
    {"crossed_fingers", "🤞"}, {"crown", "👑"}, {"cry", "😢"}, {"dancer", "💃"}, {"dart", "🎯"}, {"date", "📅"}, {"de", "🇩🇪"},
    {"deciduous_tree", "🌳"}, {"desktop_computer", "🖥️"}, {"detective", "🕵️"}, {"disappointed", "😞"}, {"dizzy", "💫"}, {"dog", "🐶"},
    {"dollar", "💵"}, {"dolphin", "🐬"}, {"doughnut", "🍩"}, {"dress", "👗"}, {"drum", "🥁"}, {"earth_africa", "🌍"},
    {"earth_americas", "🌎"}, {"earth_asia", "🌏"}, {"email", "📧"}, {"end", "🔚"}, {"envelope", "✉️"}, {"es", "🇪🇸"}, {"eu", "🇪🇺"},
    {"euro", "💶"}, {"evergreen_tree", "🌲"}, {"exclamation", "❗"}, {"exploding_head", "🤯"}, {"expressionless", "😑"}, {"eyes", "👀"},
    {"facepalm", "🤦"}, {"facepunch", "👊"}, {"factory", "🏭"}, {"family", "👪"}, {"fire", "🔥"}, {"fire_engine", "🚒"}, {"fish", "🐟"},
    {"fist", "✊"}, {"flag_white", "🏳️"}, {"flashlight", "🔦"}, {"floppy_disk", "💾"}, {"flushed", "😳"}, {"foggy", "🌁"},
    {"football", "🏈"}, {"fork_and_knife", "🍴"}, {"four_leaf_clover", "🍀"}, {"fox_face", "🦊"}, {"fr", "🇫🇷"}, {"free", "🆓"},
    {"frog", "🐸"}, {"game_die", "🎲"}, {"gb", "🇬🇧"}, {"gear", "⚙️"}, {"gem", "💎"}, {"ghost", "👻"}, {"gift", "🎁"}, {"girl", "👧"},
    {"globe_with_meridians", "🌐"}, {"golf", "⛳"}, {"grapes", "🍇"}, {"green_heart", "💚"}, {"grin", "😁"}, {"grinning", "😀"},
    {"guitar", "🎸"}, {"hamburger", "🍔"}, {"hammer", "🔨"}, {"hammer_and_wrench", "🛠️"}, {"handshake", "🤝"}, {"headphones", "🎧"},
    {"hear_no_evil", "🙉"}, {"heart", "❤️"}, {"heart_eyes", "😍"}, {"heavy_check_mark", "✔️"}, {"heavy_exclamation_mark", "❗"},
    {"heavy_minus_sign", "➖"}, {"heavy_plus_sign", "➕"}, {"helicopter", "🚁"}, {"herb", "🌿"}, {"hospital", "🏥"}, {"hourglass", "⌛"},
    {"hourglass_flowing_sand", "⏳"}, {"house", "🏠"}, {"hugs", "🤗"}, {"icecream", "🍦"}, {"inbox_tray", "📥"},
    {"information_source", "ℹ️"}, {"innocent", "😇"}, {"interrobang", "⁉️"}, {"iphone", "📱"}, {"it", "🇮🇹"}, {"jack_o_lantern", "🎃"},
    {"jeans", "👖"}, {"jigsaw", "🧩"}, {"joy", "😂"}, {"jp", "🇯🇵"}, {"key", "🔑"}, {"keyboard", "⌨️"}, {"kissing_heart", "😘"},
    {"laughing", "😆"}, {"lemon", "🍋"}, {"link", "🔗"}, {"lion", "🦁"}, {"lipstick", "💄"}, {"lock", "🔒"}, {"loudspeaker", "📢"},
    {"mag", "🔍"}, {"mag_right", "🔎"}, {"mailbox", "📫"}, {"man", "👨"}, {"maple_leaf", "🍁"}, {"mask", "😷"}, {"medal_sports", "🏅"},
    {"mega", "📣"}, {"memo", "📝"}, {"microphone", "🎤"}, {"microscope", "🔬"}, {"moneybag", "💰"}, {"monkey", "🐒"}, {"moon", "🌔"},
    {"mortar_board", "🎓"}, {"mountain", "⛰️"}, {"mouse", "🐭"}, {"movie_camera", "🎥"}, {"muscle", "💪"}, {"mushroom", "🍄"},
    {"musical_note", "🎵"}, {"nerd_face", "🤓"}, {"neutral_face", "😐"}, {"new", "🆕"}, {"newspaper", "📰"}, {"night_with_stars", "🌃"},
    {"no_entry", "⛔"}, {"no_entry_sign", "🚫"}, {"notes", "🎶"}, {"o", "⭕"}, {"ocean", "🌊"}, {"octopus", "🐙"}, {"office", "🏢"},
    {"ok", "🆗"}, {"ok_hand", "👌"}, {"on", "🔛"}, {"open_hands", "👐"}, {"open_mouth", "😮"}, {"outbox_tray", "📤"}, {"package", "📦"},
    {"page_facing_up", "📄"}, {"palm_tree", "🌴"}, {"panda_face", "🐼"}, {"paperclip", "📎"}, {"partying_face", "🥳"}, {"pencil", "📝"},
    {"pencil2", "✏️"}, {"penguin", "🐧"}, {"performing_arts", "🎭"}, {"phone", "☎️"}, {"pig", "🐷"}, {"pill", "💊"}, {"pizza", "🍕"},
    {"pleading_face", "🥺"}, {"point_down", "👇"}, {"point_left", "👈"}, {"point_right", "👉"}, {"point_up", "☝️"}, {"point_up_2", "👆"},
    {"police_car", "🚓"}, {"poop", "💩"}, {"pray", "🙏"}, {"printer", "🖨️"}, {"punch", "👊"}, {"purple_heart", "💜"},
    {"puzzle_piece", "🧩"}, {"question", "❓"}, {"rabbit", "🐰"}, {"radio", "📻"}, {"rage", "😡"}, {"rainbow", "🌈"},
    {"raised_hand", "✋"}, {"raised_hands", "🙌"}, {"recycle", "♻️"}, {"registered", "®️"}, {"relaxed", "☺️"}, {"relieved", "😌"},
    {"ring", "💍"}, {"robot", "🤖"}, {"rocket", "🚀"}, {"rofl", "🤣"}, {"roll_eyes", "🙄"}, {"rose", "🌹"}, {"rotating_light", "🚨"},
    {"running", "🏃"}, {"sailboat", "⛵"}, {"santa", "🎅"}, {"satellite", "📡"}, {"saxophone", "🎷"}, {"scales", "⚖️"}, {"school", "🏫"},
    {"school_satchel", "🎒"}, {"scream", "😱"}, {"see_no_evil", "🙈"}, {"seedling", "🌱"}, {"shield", "🛡️"}, {"ship", "🚢"},
    {"shirt", "👕"}, {"shrug", "🤷"}, {"ski", "🎿"}, {"skull", "💀"}, {"sleeping", "😴"}, {"sleepy", "😪"},
    {"slightly_smiling_face", "🙂"}, {"smile", "😄"}, {"smiley", "😃"}, {"smirk", "😏"}, {"snake", "🐍"}, {"snowflake", "❄️"},
    {"snowman", "⛄"}, {"sob", "😭"}, {"soccer", "⚽"}, {"soon", "🔜"}, {"sos", "🆘"}, {"sparkles", "✨"}, {"sparkling_heart", "💖"},
    {"speak_no_evil", "🙊"}, {"speech_balloon", "💬"}, {"speedboat", "🚤"}, {"star", "⭐"}, {"star2", "🌟"}, {"star_struck", "🤩"},
    {"statue_of_liberty", "🗽"}, {"stop_sign", "🛑"}, {"stopwatch", "⏱️"}, {"strawberry", "🍓"}, {"stuck_out_tongue", "😛"},
    {"stuck_out_tongue_winking_eye", "😜"}, {"sunflower", "🌻"}, {"sunglasses", "😎"}, {"sunny", "☀️"}, {"sunrise", "🌅"},
    {"surfer", "🏄"}, {"sweat", "😓"}, {"sweat_smile", "😅"}, {"swimmer", "🏊"}, {"syringe", "💉"}, {"taco", "🌮"}, {"tada", "🎉"},
    {"taxi", "🚕"}, {"tea", "🍵"}, {"telephone", "☎️"}, {"telephone_receiver", "📞"}, {"telescope", "🔭"}, {"tennis", "🎾"},
    {"tent", "⛺"}, {"thinking", "🤔"}, {"thought_balloon", "💭"}, {"thumbsdown", "👎"}, {"thumbsup", "👍"}, {"ticket", "🎫"},
    {"tiger", "🐯"}, {"tired_face", "😫"}, {"tm", "™️"}, {"tomato", "🍅"}, {"top", "🔝"}, {"tophat", "🎩"}, {"tractor", "🚜"},
    {"traffic_light", "🚥"}, {"train", "🚋"}, {"trophy", "🏆"}, {"truck", "🚚"}, {"trumpet", "🎺"}, {"tulip", "🌷"}, {"turtle", "🐢"},
    {"tv", "📺"}, {"two_hearts", "💕"}, {"umbrella", "☔"}, {"unamused", "😒"}, {"unicorn", "🦄"}, {"unlock", "🔓"}, {"up", "🆙"},
    {"upside_down_face", "🙃"}, {"us", "🇺🇸"}, {"v", "✌️"}, {"vertical_traffic_light", "🚦"}, {"video_game", "🎮"}, {"violin", "🎻"},
    {"volcano", "🌋"}, {"walking", "🚶"}, {"warning", "⚠️"}, {"watch", "⌚"}, {"watermelon", "🍉"}, {"wave", "👋"},
    {"weight_lifting", "🏋️"}, {"whale", "🐳"}, {"white_check_mark", "✅"}, {"wine_glass", "🍷"}, {"wink", "😉"}, {"woman", "👩"},
    {"world_map", "🗺️"}, {"worried", "😟"}, {"wrench", "🔧"}, {"writing_hand", "✍️"}, {"x", "❌"}, {"yellow_heart", "💛"}, {"yum", "😋"},
    {"zap", "⚡"},
}};
// clang-format on

std::string_view emoji_named(std::string_view name) {
    const auto found = std::ranges::lower_bound(kEmoji, name, {}, [](const auto& row) { return row.first; });
    return found != kEmoji.end() && found->first == name ? found->second : std::string_view();
}

/// The name between the colon at `colon` and the next one; empty if there is none.
std::string_view name_at(std::string_view text, std::size_t colon) {
    std::size_t end = colon + 1;
    while (end < text.size() && end - colon <= 40 &&
           (is_ascii_letter(text[end]) || is_ascii_digit(text[end]) || text[end] == '_' || text[end] == '+' || text[end] == '-')) {
        ++end;
    }
    return end < text.size() && text[end] == ':' ? text.substr(colon + 1, end - colon - 1) : std::string_view();
}

}  // namespace

std::string with_emoji(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    std::size_t at = text.find_first_of(":`");
    while (at != std::string_view::npos) {
        if (text[at] == '`') {
            at = text.find_first_of(":`", behind_code(text, at));
            continue;
        }
        const std::string_view name = name_at(text, at);
        const std::string_view emoji = name.empty() ? name : emoji_named(name);
        if (emoji.empty()) {
            at = text.find_first_of(":`", at + 1);
            continue;
        }
        out += text.substr(done, at - done);
        out += emoji;
        done = at + name.size() + 2;
        at = text.find_first_of(":`", done);
    }
    return out + std::string(text.substr(done));
}

}  // namespace stoppress::importing
