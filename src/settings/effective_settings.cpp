// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/effective_settings.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace stoppress::settings {

using base::ErrorCode;

Loaded with_newsroom_at_start(Loaded loaded, const Kept& kept) {
    for (Origin& origin : loaded.origins) {
        const Setting* setting = find_setting(origin.key);
        const auto found = kept.find(origin.key);
        if (setting != nullptr && setting->at_start && origin.from == kDefault && found != kept.end() &&
            !set(*setting, loaded.settings, found_in_store(*setting, found->second))) {
            origin.value = shown_value(*setting, loaded.settings);
            origin.from = kNewsroom;
        }
    }
    return loaded;
}

EffectiveSettings::EffectiveSettings(Loaded loaded)
    : loaded_(std::move(loaded)), current_(std::make_shared<const Settings>(loaded_.settings)) {}

std::shared_ptr<const Settings> EffectiveSettings::current() const {
    const base::Lock lock(mutex_);
    return current_;
}

void EffectiveSettings::adopt(std::shared_ptr<const Settings> settings) {
    const base::Lock lock(mutex_);
    current_ = std::move(settings);
}

std::string EffectiveSettings::fixed_by(std::string_view key) const {
    const auto found = std::ranges::find(loaded_.origins, key, &Origin::key);
    return found == loaded_.origins.end() || found->from == kDefault || found->from == kNewsroom ? std::string() : found->from;
}

/// Whether the newsroom's value for the setting is used; sets it if so.
bool EffectiveSettings::accepts(const Setting& setting, Settings& settings, const Kept& kept) const {
    const auto found = kept.find(setting.key);
    return setting.live && found != kept.end() && fixed_by(setting.key).empty() &&
           !set(setting, settings, found_in_store(setting, found->second));
}

std::shared_ptr<const Settings> EffectiveSettings::with(const Kept& kept) const {
    auto settings = std::make_shared<Settings>(loaded_.settings);
    for (const Setting& setting : table()) {
        static_cast<void>(accepts(setting, *settings, kept));
    }
    return settings;
}

std::vector<Origin> EffectiveSettings::origins(const Kept& kept) const {
    std::vector<Origin> origins = loaded_.origins;
    Settings settings = loaded_.settings;
    for (Origin& origin : origins) {
        const Setting* setting = find_setting(origin.key);
        if (setting != nullptr && accepts(*setting, settings, kept)) {
            origin.value = shown_value(*setting, settings);
            origin.from = kNewsroom;
        }
    }
    return origins;
}

std::optional<std::string> EffectiveSettings::after_start(std::string_view key, const Kept& kept) const {
    const Setting* setting = find_setting(key);
    if (setting == nullptr || !setting->at_start || !fixed_by(key).empty()) {
        return std::nullopt;
    }
    Settings next;
    if (const auto found = kept.find(key); found != kept.end()) {
        static_cast<void>(set(*setting, next, found_in_store(*setting, found->second)));
    }
    auto value = stored_text(*setting, next);
    return value == stored_text(*setting, loaded_.settings) ? std::nullopt : std::optional(std::move(value));
}

base::Result<std::string> EffectiveSettings::check(std::string_view key, Found found) const {
    const Setting* setting = find_setting(key);
    if (setting == nullptr) {
        return base::fail(ErrorCode::not_found, fmt::format("There is no setting \"{}\".", cut(std::string(key))));
    }
    if (!setting->settable()) {
        return base::fail(
            ErrorCode::conflict,
            fmt::format("{} can only be set in stoppress.toml or in the environment, and takes effect after a restart.", key));
    }
    if (const std::string from = fixed_by(key); !from.empty()) {
        return base::fail(ErrorCode::conflict, fmt::format("{} is set by {} and cannot be changed in the newsroom.", key, from));
    }
    Settings scratch = loaded_.settings;
    if (auto wrong = set(*setting, scratch, std::move(found))) {
        auto error = base::fail(ErrorCode::invalid, fmt::format("{} {}.", key, *wrong));
        error.fields.push_back({"/value", std::move(*wrong)});
        return error;
    }
    return stored_text(*setting, scratch);
}

}  // namespace stoppress::settings
