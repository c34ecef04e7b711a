// SPDX-License-Identifier: GPL-3.0-or-later
// What is fetched from other sites for the newsroom: only for staff, never while a page is made, and through the one
// guarded fetcher. A picture then goes the way of an upload.
#include <memory>

#include "http/from_callback.hpp"
#include "newsroom/api/api.hpp"
#include "newsroom/api/api_answers.hpp"
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/fetching/describe_embed.hpp"
#include "newsroom/fetching/fetch_picture.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/new_medium.hpp"
#include "store/media/media_reader.hpp"

namespace stoppress::newsroom {

using base::Result;
namespace asio = boost::asio;

namespace {

/// An answer at once, or something to be fetched.
struct FetchStep {
    std::optional<Answer> answer;
    base::ChangeNumber visible_from = 0;  ///< the answer waits until readers see everything up to this change
    std::unique_ptr<PictureInput> picture;
    std::unique_ptr<document::Address> embed;
};

/// The medium that was made of these bytes before; nothing if there is none, or if it is in the trash.
Result<std::optional<store::CountedMedium>> find_known(const std::string& bytes, store::ReadSnapshot& snapshot) {
    TRY(auto known, store::MediaReader(snapshot).medium_of_original(media::hash_of(bytes)));
    if (known && known->trash != 0) {
        known.reset();
    }
    return known;
}

base::Error busy() {
    return base::fail(base::ErrorCode::unavailable, "Too many addresses are being fetched. Try again in a moment.", {"fetch-busy"});
}

/// Audio or a document, which would be stored as it came.
bool is_download(std::string_view bytes) {
    const auto format = media::format_of(bytes);
    return format && !media::is_picture(*format);
}

}  // namespace

template <class T>
asio::awaitable<Result<T>> Api::on_fetching_thread(std::string who, std::move_only_function<Result<T>(const fetching::Fetcher&)> work) {
    std::move_only_function<void(http::Callback<Result<T>>)> start = [this, who = std::move(who),
                                                                      work = std::move(work)](http::Callback<Result<T>> callback) mutable {
        // Shared, because refused work destroys its captures.
        auto done = std::make_shared<http::Callback<Result<T>>>(std::move(callback));
        fetching::FetchWorkers::Work run = [done, work = std::move(work)](const fetching::Fetcher& fetcher) mutable {
            try {
                (*done)(work(fetcher));
            } catch (const std::exception& error) {
                (*done)(Result<T>(base::fail(base::ErrorCode::internal, error.what())));
            }
        };
        if (auto started = dependencies_.fetch_workers.run(who, std::move(run)); !started.has_value()) {
            (*done)(Result<T>(std::move(started).error()));
        }
    };
    auto result = co_await http::from_callback<Result<T>>(std::move(start));
    co_return result;
}

asio::awaitable<Result<std::optional<store::CountedMedium>>> Api::known_medium(std::shared_ptr<const std::string> bytes) {
    using Known = std::optional<store::CountedMedium>;
    std::move_only_function<Result<Known>(store::ReadSnapshot&)> look = [bytes](store::ReadSnapshot& snapshot) {
        return find_known(*bytes, snapshot);
    };
    auto known = co_await read<Known>(dependencies_.pool, std::move(look));
    co_return known;
}

asio::awaitable<Result<Answer>> Api::answer_picture(std::shared_ptr<Call> call, const Route* route,
                                                    std::shared_ptr<const PictureInput> input) {
    std::move_only_function<Result<std::string>(const fetching::Fetcher&)> get = [input](const fetching::Fetcher& fetcher) {
        return fetch_picture(fetcher, input->url);
    };
    auto fetched = co_await on_fetching_thread<std::string>(call->who->name, std::move(get));
    if (!fetched.has_value()) {
        co_return std::move(fetched).error();
    }
    const auto bytes = std::make_shared<const std::string>(std::move(*fetched));
    auto known = co_await known_medium(bytes);
    if (!known.has_value()) {
        co_return std::move(known).error();
    }
    if (known->has_value()) {
        co_return medium_answer(**known);
    }
    if (is_download(*bytes)) {
        co_return base::fail(base::ErrorCode::unsupported, "This is not a picture.", {"file-type"});
    }
    const media::RecordingBytes file{*bytes};
    auto taken = co_await import_file(bytes, file);
    if (!taken.has_value()) {
        co_return refused_file(taken.error());
    }
    WantedMedium wanted;
    wanted.fields = input->fields;
    wanted.fields.created_by = call->who->name;
    wanted.fields.credit = credit_with_source(wanted.fields.credit.empty() ? taken->credit : wanted.fields.credit, input->url);
    auto storing = change_to_store(*call, dependencies_.media_workers.media_library(), *taken, wanted);
    auto made = co_await change(call, route, std::move(storing));
    co_return made;
}

asio::awaitable<Result<Answer>> Api::answer_embed(std::shared_ptr<Call> call, const Route* route, document::Address address) {
    std::move_only_function<Result<EmbedAbout>(const fetching::Fetcher&)> get = [address](const fetching::Fetcher& fetcher) {
        return describe_embed(fetcher, address);
    };
    auto described = co_await on_fetching_thread<EmbedAbout>(call->who->name, std::move(get));
    if (!described.has_value()) {
        co_return std::move(described).error();
    }
    const auto about = std::make_shared<const EmbedAbout>(std::move(*described));
    const std::shared_ptr<const std::string> bytes(about, &about->picture);
    if (bytes->empty() || is_download(*bytes)) {
        co_return embed_answer(*about, nullptr);
    }
    auto known = co_await known_medium(bytes);
    if (!known.has_value()) {
        co_return std::move(known).error();
    }
    if (known->has_value()) {
        co_return embed_answer(*about, &**known);
    }
    const media::RecordingBytes file{*bytes};
    auto taken = co_await import_file(bytes, file);
    if (!taken.has_value()) {
        // A card is good without a picture.
        co_return embed_answer(*about, nullptr);
    }
    WantedMedium wanted;
    wanted.fields.created_by = call->who->name;
    wanted.fields.file_name = file_name_of(about->page.picture);
    wanted.fields.alt = about->page.title;
    wanted.fields.credit = credit_with_source(about->page.site.empty() ? taken->credit : about->page.site, about->page.picture);
    auto storing = change_to_store(*call, dependencies_.media_workers.media_library(), *taken, wanted);
    storing->answer = [about](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(const auto medium, store::MediaReader(snapshot).medium(outcome.medium));
        return embed_answer(*about, medium ? &*medium : nullptr);
    };
    auto made = co_await change(call, route, std::move(storing));
    co_return made;
}

asio::awaitable<http::Response> Api::fetch(std::shared_ptr<Call> call, const Route* route) {
    std::move_only_function<Result<FetchStep>(store::ReadSnapshot&)> first = [this, call,
                                                                              route](store::ReadSnapshot& snapshot) -> Result<FetchStep> {
        TRY_VOID(authenticate(dependencies_.credentials, dependencies_.settings, *call));
        TRY_VOID(allow(call->who, route->needed));
        FetchStep step;
        TRY(auto kept, begin_keyed(*call, *route, snapshot));
        if (kept) {
            step.answer = std::move(kept->answer);
            step.visible_from = kept->number;
            return step;
        }
        if (std::get<FetchHandler>(route->handler) == FetchHandler::picture) {
            TRY(auto input, read_picture_input(call->request.body));
            step.picture = std::make_unique<PictureInput>(std::move(input));
        } else {
            TRY(auto address, read_embed_input(call->request.body));
            step.embed = std::make_unique<document::Address>(std::move(address));
        }
        return step;
    };
    auto step = co_await read<FetchStep>(dependencies_.pool, std::move(first));
    if (!step.has_value()) {
        co_return failures_.refusal(call->request, step.error());
    }
    if (step->answer) {
        if (step->visible_from > 0) {
            co_await until_visible(step->visible_from);
        }
        co_return sent(std::move(*step->answer));
    }
    const auto place = fetch_places_.take(call->who->name);
    if (place == nullptr) {
        co_return failures_.refusal(call->request, busy());
    }
    auto answer = step->picture ? answer_picture(call, route, std::move(step->picture)) : answer_embed(call, route, *step->embed);
    auto made = co_await std::move(answer);
    if (!made.has_value()) {
        co_return failures_.refusal(call->request, made.error());
    }
    co_return sent(std::move(*made));
}

}  // namespace stoppress::newsroom
