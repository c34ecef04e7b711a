// SPDX-License-Identifier: GPL-3.0-or-later
// The settings in effect with their sources; and changes to those that the newsroom can set.
#include <algorithm>

#include <fmt/format.h>

#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "settings/table.hpp"
#include "store/media/media_address.hpp"
#include "store/media/media_reader.hpp"
#include "store/site/site_reader.hpp"
#include "store/site/site_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
namespace json = boost::json;

/// The source of a value, as in the API.
struct SettingOrigin {
    std::string_view kind;
    std::string detail;  ///< "stoppress.toml:12", "STOPPRESS_SITE_TITLE", "--listen"; empty if the kind says everything
};

SettingOrigin origin_of(const std::string& from) {
    constexpr std::string_view kEnvironment = "environment ";
    if (from == settings::kDefault || from == settings::kNewsroom) {
        return {from == settings::kDefault ? "default" : "newsroom", {}};
    }
    if (from.starts_with(kEnvironment)) {
        return {"environment", from.substr(kEnvironment.size())};
    }
    if (from.starts_with("--")) {
        return {"flag", from};
    }
    // The location of the site's folder on the server is not shown to the newsroom.
    return {"file", from.substr(from.rfind('/') + 1)};
}

void write_value(JsonWriter& json, const settings::Setting& setting, const settings::Settings& settings) {
    auto copy = settings;  // the table's accessors return non-const references
    if (const auto* number = std::get_if<settings::Number>(&setting.value)) {
        json.number(number->at(copy));
    } else if (const auto* list = std::get_if<settings::List>(&setting.value)) {
        json.texts(list->at(copy));
    } else {
        const std::string text = settings::stored_text(setting, settings);
        json.text(setting.key.starts_with("database.") ? settings::without_password(text) : text);
    }
}

std::string_view type_name(const settings::Setting& setting) {
    constexpr std::array<std::string_view, 4> kNames{"text", "number", "choice", "list"};  // in the order of the variant
    return kNames.at(setting.value.index());
}

void write_setting(JsonWriter& json, const settings::Setting& setting, const settings::Settings& settings, const settings::Origin& origin,
                   const std::optional<std::string>& after_start) {
    const auto from = origin_of(origin.from);
    const bool fixed = from.kind != "default" && from.kind != "newsroom";
    const bool hidden = setting.secret && from.kind != "default";
    json.begin_object();
    json.key("key").text(setting.key);
    json.key("type").text(type_name(setting));
    json.key("value");
    if (hidden) {
        json.null();
    } else {
        write_value(json, setting, settings);
    }
    json.key("default");
    write_value(json, setting, settings::Settings{});
    json.key("origin").text(from.kind);
    json.key("from").text_or_null(from.detail);
    json.key("help").text(setting.help);
    json.key("secret").truth(setting.secret);
    json.key("settable").truth(setting.settable());
    json.key("takes_effect").text_or_null(setting.live ? "now" : setting.at_start ? "at-start" : "");
    json.key("after_start");
    if (after_start) {
        json.text(*after_start);
    } else {
        json.null();
    }
    json.key("fixed").truth(fixed);
    if (const auto* choice = std::get_if<settings::Choice>(&setting.value)) {
        json.key("words").texts({choice->words.begin(), choice->words.end()});
    }
    if (const auto* number = std::get_if<settings::Number>(&setting.value)) {
        json.key("least").number(number->least);
        json.key("most").number(number->most);
    }
    json.end_object();
}

/// A request's value, before the table's rules are checked.
settings::Found found_in_json(const json::value& value) {
    settings::Found found;
    found.shown = "this";
    if (const auto* text = value.if_string()) {
        found.shape = settings::Found::Shape::text;
        found.text = std::string(*text);
        found.shown = settings::in_quotes(settings::cut(found.text));
    } else if (const auto* number = value.if_int64()) {
        found.shape = settings::Found::Shape::number;
        found.number = *number;
        found.shown = std::to_string(*number);
    } else if (const auto* list = value.if_array()) {
        found.shown = "this list";
        const bool texts = std::ranges::all_of(*list, [](const json::value& item) { return item.is_string(); });
        found.shape = texts ? settings::Found::Shape::texts : settings::Found::Shape::other;
        found.texts.reserve(texts ? list->size() : 0);
        for (const auto& item : *list) {
            if (texts) {
                found.texts.emplace_back(item.as_string());
            }
        }
    }
    return found;
}

/// For the audit log: on one line and of limited length.
std::string on_one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return settings::cut(std::move(text));
}

Result<void> refuse_value(base::ReasonCode reason, std::string message) {
    auto error = base::fail(ErrorCode::invalid, message, {reason});
    error.fields.push_back({"/value", std::move(message), {reason}});
    return error;
}

/// Logo and icon are pictures of the library; the icon is as wide as it is high, give or take a few pixels.
Result<void> check_picture(store::ReadSnapshot& snapshot, std::string_view key, const std::string& address) {
    constexpr std::int64_t kLeastSides = 9;  // of the shorter side, in tenths of the longer one
    const bool icon = key == "site.icon";
    const auto hash = store::media_hash(address);
    if ((!icon && !key.starts_with("site.logo")) || address.empty()) {
        return {};
    }
    TRY(const auto found, store::MediaReader(snapshot).media_at({hash ? std::string(*hash) : std::string()}));
    if (found.empty() || found.begin()->second.file.width == 0) {
        return refuse_value("not-a-library-picture", "is not a picture of the media library");
    }
    const auto& file = found.begin()->second.file;
    const auto [shorter, longer] = std::minmax(file.width, file.height);
    return icon && shorter * 10 < longer * kLeastSides ? refuse_value("icon-not-square", "must be a square picture") : Result<void>{};
}

}  // namespace

Result<std::string> SiteHandlers::written_settings(store::ReadSnapshot& snapshot, std::string_view only) const {
    TRY(const auto kept, store::SiteReader(snapshot).settings());
    const auto settings = effective_settings_.with(kept);
    const auto origins = effective_settings_.origins(kept);
    JsonWriter json;
    if (only.empty()) {
        json.begin_object();
        json.key("settings").begin_array();
    }
    for (const auto& origin : origins) {
        const auto* setting = settings::find_setting(origin.key);
        if (setting != nullptr && (only.empty() || only == origin.key)) {
            write_setting(json, *setting, *settings, origin, effective_settings_.after_start(origin.key, kept));
        }
    }
    if (only.empty()) {
        json.end_array();
        json.end_object();
    }
    return json.take();
}

std::move_only_function<Result<Answer>(store::ReadSnapshot&, Outcome&)> SiteHandlers::answer_with(const std::string& key) const {
    return [this, key](store::ReadSnapshot& snapshot, Outcome& /*outcome*/) -> Result<Answer> {
        Answer answer;
        TRY(answer.body, written_settings(snapshot, key));
        return answer;
    };
}

Result<Answer> SiteHandlers::list_settings(const Call& /*call*/, store::ReadSnapshot& snapshot) const {
    Answer answer;
    TRY(answer.body, written_settings(snapshot, {}));
    return answer;
}

Result<Change> SiteHandlers::put_setting(const Call& call, store::ReadSnapshot& snapshot) const {
    BodyReader body(call.request.body);
    const auto* value = body.any("value");
    if (value == nullptr) {
        body.missing("value");
    }
    TRY_VOID(body.close());
    const std::string& key = call.parameters.slug;
    TRY(auto kept, effective_settings_.check(key, found_in_json(*value)));
    if (key == "site.theme") {
        if (const auto usable = previews_.check_theme(kept); !usable.has_value()) {
            auto error = base::fail(ErrorCode::invalid, usable.error().message);
            error.fields.push_back({"/value", usable.error().message});
            return error;
        }
    }
    TRY_VOID(check_picture(snapshot, key, kept));
    Change change;
    change.detail = on_one_line(kept);
    change.job = [key, kept = std::move(kept)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(outcome.visible, store::SiteWriter(transaction).put_setting(key, kept));
        return {};
    };
    change.answer = answer_with(key);
    return change;
}

Result<Change> SiteHandlers::reset_setting(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    const std::string& key = call.parameters.slug;
    if (settings::find_setting(key) == nullptr) {
        return base::fail(ErrorCode::not_found, fmt::format("There is no setting \"{}\".", settings::cut(key)));
    }
    Change change;
    change.job = [key](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(outcome.visible, store::SiteWriter(transaction).remove_setting(key));
        return {};
    };
    change.answer = answer_with(key);
    return change;
}

}  // namespace stoppress::newsroom
