// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/search/searches.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "http/from_callback.hpp"
#include "reader/limits.hpp"
#include "reader/search/open_search.hpp"
#include "reader/search/search_page.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::reader {

namespace {

using Obtained = base::Result<std::shared_ptr<const press::Page>>;

struct Name {
    std::string_view path;
    std::optional<Form> form;  ///< nothing: the description of the search
};
constexpr std::array kNames{Name{"/search", Form::page}, Name{"/search/feed.xml", Form::rss}, Name{"/search/atom.xml", Form::atom},
                            Name{"/search/feed.json", Form::json}, Name{"/opensearch.xml", std::nullopt}};

/// One of kMaxSearches, as long as it exists.
class Place {
public:
    explicit Place(std::atomic<std::size_t>& running) : running_(running), taken_(running.fetch_add(1) < kMaxSearches) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place(Place&&) = delete;
    Place& operator=(Place&&) = delete;
    ~Place() { running_.fetch_sub(1); }
    [[nodiscard]] bool taken() const { return taken_; }

private:
    std::atomic<std::size_t>& running_;
    bool taken_;
};

base::Error busy() {
    return base::fail(base::ErrorCode::unavailable, "Too many people search at this moment. Please try again in a moment.");
}

base::Result<press::RenderedPage> print(const Printing& printing, const SearchRequest& request, std::optional<Form> form,
                                        const search::SiteSearch& search) {
    if (!form) {
        return print_open_search(printing);
    }
    if (*form != Form::page) {
        return print_search_feed(printing, request, *form, search);
    }
    return print_search(printing, request, search);
}

}  // namespace

bool Searches::answers(std::string_view path) {
    return std::ranges::find(kNames, path, &Name::path) != kNames.end();
}

boost::asio::awaitable<Obtained> Searches::obtain(const http::PublicRequest& request, std::size_t loop) {
    const Place place(running_);
    if (!place.taken()) {
        co_return busy();
    }
    const auto name = std::ranges::find(kNames, request.path.text(), &Name::path);
    auto wanted = std::make_shared<const SearchRequest>(parse_search(request.query));
    std::move_only_function<void(http::Callback<Obtained>)> start =
        [this, form = name->form, wanted = std::move(wanted),
         state = press_.on_loop(loop).shared_state()](http::Callback<Obtained> arrived) mutable {
            // Shared, because a task that is not taken is destroyed with what it holds.
            const auto tell = std::make_shared<http::Callback<Obtained>>(std::move(arrived));
            const bool posted = pool_.post([this, form, wanted, state, tell](base::Result<store::ReadSnapshot*> snapshot) {
                const auto make = [&]() -> Obtained {
                    if (!snapshot.has_value()) {
                        return snapshot.error();
                    }
                    TRY(const auto number, (*snapshot)->change_number());
                    const Printing printing{*state->settings, clock_, **snapshot, *state};
                    TRY(auto printed, print(printing, *wanted, form, search_));
                    return press::make_page({}, std::move(printed), number, *state);
                };
                (*tell)(make());
            });
            if (!posted) {
                (*tell)(busy());
            }
        };
    auto obtained = co_await http::from_callback<Obtained>(std::move(start));
    co_return obtained;
}

}  // namespace stoppress::reader
