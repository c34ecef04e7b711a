// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/people/person_answer.hpp"

#include <fmt/format.h>

namespace stoppress::newsroom {

void begin_person(JsonWriter& json, const store::Person& person) {
    json.begin_object();
    json.key("number").number(person.number);
    json.key("name").text(person.name);
    json.key("email").text(person.email);
    json.key("role").text(store::to_string(person.role));
    json.key("disabled").truth(person.disabled);
}

void write_person(JsonWriter& json, const store::Person& person) {
    begin_person(json, person);
    json.key("last_seen_at").time(person.last_seen_at);
    json.end_object();
}

std::string exact_text(ObjectReader& reader, std::string_view key, std::size_t most_bytes) {
    const boost::json::value* value = reader.any(key);
    if (value == nullptr || value->is_null()) {
        reader.refuse(key, "is required", {"required"});
        return "";
    }
    if (!value->is_string()) {
        reader.refuse(key, "must be a string", {"wrong-type"});
        return "";
    }
    const std::string_view text = value->get_string();
    if (text.size() > most_bytes) {
        reader.refuse(key, fmt::format("must be at most {} bytes long", most_bytes),
                      base::reason_with("too-long", "limit", static_cast<std::int64_t>(most_bytes)));
        return "";
    }
    return std::string(text);
}

std::string required_text(ObjectReader& reader, std::string_view key, std::size_t most_characters) {
    const bool given = reader.has(key);
    const auto text = reader.text(key, most_characters);
    if (!given || (text && text->empty())) {
        reader.refuse(key, "is required", {"required"});
    }
    return text.value_or("");
}

Answer too_many_attempts(std::chrono::seconds wait, std::string_view detail) {
    JsonWriter json;
    json.begin_object();
    json.key("type").text("about:blank");
    json.key("title").text(http::reason_phrase(http::Status::too_many_requests));
    json.key("status").number(static_cast<std::int64_t>(http::Status::too_many_requests));
    json.key("code").text(base::ReasonCode("too-many-attempts").text());
    json.key("detail").text(detail);
    json.end_object();
    Answer answer;
    answer.status = http::Status::too_many_requests;
    answer.content_type = "application/problem+json";
    answer.body = json.take();
    answer.retry_after = wait.count();
    return answer;
}

std::string sign_in_address(const settings::Settings& settings, std::string_view secret) {
    std::string_view site = settings.site.url;
    while (site.ends_with('/')) {
        site.remove_suffix(1);
    }
    return fmt::format("{}/newsroom/sign-in#{}", site, secret);
}

}  // namespace stoppress::newsroom
