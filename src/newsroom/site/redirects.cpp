// SPDX-License-Identifier: GPL-3.0-or-later
// Redirects that do not belong to a story: listed and searched, added many at once, removed.
#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/site/site_address.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/addresses/address_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

void write_redirect(JsonWriter& json, const store::Redirect& redirect) {
    json.begin_object();
    json.key("from").text(redirect.path);
    json.key("to").text(redirect.target);
    json.end_object();
}

/// One end of a redirect as parsed by `read`; empty if it was refused.
std::string end_of(ObjectReader& reader, std::string_view key, const std::string& site,
                   Result<std::string> (*read)(std::string_view text, std::string_view site_url)) {
    const auto text = reader.text(key, 2 * kMaxRedirectAddress);
    if (text ? text->empty() : !reader.has(key)) {
        reader.refuse(key, "is required", {"required"});
        return {};
    }
    if (!text) {
        return {};
    }
    auto address = read(*text, site);
    if (!address.has_value()) {
        reader.refuse(key, address.error().message);
        return {};
    }
    return std::move(*address);
}

/// `error` about the redirect at `place`, with field pointers into the whole request.
base::Error at_place(base::Error error, std::size_t place) {
    for (auto& field : error.fields) {
        field.field = fmt::format("/redirects/{}{}", place, field.field);
    }
    return error;
}

}  // namespace

Result<Answer> list_redirects(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    const std::string words = reader.text("q", kMaxSearchText);
    const auto limit = reader.number("limit", 1, kMaxRedirectsListed).value_or(kMaxListLength);
    const std::string after = reader.text("cursor", kMaxRedirectAddress);
    TRY_VOID(reader.finish());
    TRY(auto redirects, store::AddressReader(snapshot).redirects(words, after, limit + 1));
    const bool more = static_cast<std::int64_t>(redirects.size()) > limit;
    if (more) {
        redirects.pop_back();
    }
    JsonWriter json;
    json.begin_object();
    json.key("redirects").begin_array();
    for (const auto& redirect : redirects) {
        write_redirect(json, redirect);
    }
    json.end_array();
    json.key("next").text_or_null(more ? redirects.back().path : std::string());
    json.end_object();
    return answer_of(json);
}

Result<Change> SiteHandlers::add_redirects(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    BodyReader body(call.request.body);
    std::vector<store::Redirect> redirects;
    const auto* given = body.any("redirects");
    if (given == nullptr || !given->is_array() || given->as_array().empty() || given->as_array().size() > kMaxRedirects) {
        body.refuse("redirects", fmt::format("must be a list of 1 to {} redirects", kMaxRedirects));
    } else {
        const auto& list = given->as_array();
        redirects.reserve(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            ObjectReader one(list[i], fmt::format("/redirects/{}", i), body.refused());
            store::Redirect redirect;
            redirect.path = end_of(one, "from", settings_.site.url, read_old_path);
            redirect.target = end_of(one, "to", settings_.site.url, read_link_target);
            one.finish();
            redirects.push_back(std::move(redirect));
        }
    }
    TRY_VOID(body.close());
    Change change;
    const auto& first = redirects.front();
    change.detail = redirects.size() == 1 ? fmt::format("{} -> {}", first.path, first.target)
                                          : fmt::format("{} -> {} and {} more", first.path, first.target, redirects.size() - 1);
    change.detail.resize(std::min<std::size_t>(change.detail.size(), kMaxNotedDetail));  // ASCII
    change.job = [redirects](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.number = 0;
        for (std::size_t i = 0; i < redirects.size(); ++i) {
            auto made = store::AddressWriter(transaction).add_redirect(redirects[i]);
            if (!made.has_value()) {
                return at_place(std::move(made).error(), i);
            }
            outcome.number += *made == store::ImportOutcome::created ? 1 : 0;
        }
        outcome.created = outcome.number > 0;
        return {};
    };
    change.answer = [redirects = std::move(redirects)](store::ReadSnapshot& /*snapshot*/, Outcome& outcome) -> Result<Answer> {
        JsonWriter json;
        json.begin_object();
        json.key("redirects").begin_array();
        for (const auto& redirect : redirects) {
            write_redirect(json, redirect);
        }
        json.end_array();
        json.key("created").number(outcome.number);
        json.end_object();
        return answer_of(json, outcome.created ? http::Status::created : http::Status::ok);
    };
    return change;
}

Result<Change> remove_redirect(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    QueryReader reader(call.query);
    const std::string from = reader.text("from", kMaxRedirectAddress);
    TRY_VOID(reader.finish());
    if (from.empty()) {
        return base::fail(ErrorCode::malformed, "The parameter from is required: the path of the redirect.");
    }
    Change change;
    change.detail = from.substr(0, kMaxNotedDetail);
    change.job = [from](store::WriteTransaction& transaction, Outcome& /*outcome*/) {
        return store::AddressWriter(transaction).remove_redirect(from);
    };
    change.answer = [](store::ReadSnapshot& /*snapshot*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    return change;
}

}  // namespace stoppress::newsroom
