// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress serve: builds every part in the order of the flows, serves until told to stop, and takes
// them down backwards.
#include <unistd.h>

#include <csignal>

#include <algorithm>
#include <memory>
#include <ostream>
#include <thread>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "base/spare_memory.hpp"
#include "cli/commands.hpp"
#include "cli/media_library.hpp"
#include "cli/newsroom_settings.hpp"
#include "cli/serve/desk_relay.hpp"
#include "cli/serve/end_deadline.hpp"
#include "cli/serve/served_address.hpp"
#include "cli/serve/site_handler.hpp"
#include "cli/serve/site_previews.hpp"
#include "http/server/server.hpp"
#include "newsroom/media/upload.hpp"
#include "newsroom/numbers/live_numbers.hpp"
#include "newsroom/stories/scheduler.hpp"
#include "press/desk.hpp"
#include "reader/printer.hpp"
#include "render/theme/theme_reloader.hpp"
#include "search/following/site_search.hpp"
#include "store/engine/change_follower.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::cli {
namespace {

using base::Result;

/// Runs `work` when it goes out of scope.
class AtEnd {
public:
    explicit AtEnd(std::function<void()> work) : work_(std::move(work)) {}
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;
    AtEnd(AtEnd&&) = delete;
    AtEnd& operator=(AtEnd&&) = delete;
    ~AtEnd() { work_(); }

private:
    std::function<void()> work_;
};

/// From now on SIGTERM, SIGINT and SIGHUP wait for await_end(), in every thread that is started later.
sigset_t hold_signals_back() {
    sigset_t held{};
    sigemptyset(&held);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &held, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return held;
}

void reread_certificate(http::Server& server) {
    if (!server.has_tls()) {
        spdlog::info("TLS is not configured, so there is nothing to reload. Restart to apply changed settings.");
        return;
    }
    if (const auto renewed = server.renew_tls(); !renewed.has_value()) {
        spdlog::error(
            "the certificate was not reloaded, the old one stays in use: {} Correct the certificate and key files, then reload again.",
            renewed.error().message);
        return;
    }
    spdlog::info("the certificate was reloaded; new connections use it");
}

/// SIGTERM ends the program within 10 seconds, whatever hangs: requests in flight have kFinishRequests, and the rest is
/// for the last batch of views and for threads to end. The loops check every half second whether that time is over.
constexpr std::chrono::milliseconds kFinishRequests{8'000};
constexpr std::chrono::milliseconds kEndWithin{9'500};

/// Waits for SIGTERM or SIGINT. SIGHUP reloads the certificate; without one, at a terminal, it means that the terminal
/// has closed.
void await_end(const sigset_t& held, http::Server& server) {
    const bool at_terminal = ::isatty(STDIN_FILENO) == 1;
    constexpr timespec kBetweenLooks{.tv_sec = 10, .tv_nsec = 0};
    base::SpareMemory spare;
    while (true) {
        const int signal = sigtimedwait(&held, nullptr, &kBetweenLooks);
        if (signal < 0) {
            spare.give_back();
            continue;
        }
        if (signal != SIGHUP || (at_terminal && !server.has_tls())) {
            break;
        }
        reread_certificate(server);
    }
    spdlog::info("shutting down: finishing requests in flight");
}

void begin_logging(const settings::Settings& settings) {
    // Standard output is only for the ready line.
    auto logger = spdlog::stderr_logger_mt("stoppress");
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger->set_level(spdlog::level::from_str(settings.log.level));
    spdlog::set_default_logger(std::move(logger));
}

std::size_t loop_count(const settings::Settings& settings) {
    return settings.server.threads > 0 ? static_cast<std::size_t>(settings.server.threads)
                                       : std::max(1U, std::thread::hardware_concurrency());
}

constexpr std::size_t kLaneThreads = 2;  // of each lane; more would only compete with the loops for the cores

http::ServerOptions server_options(const settings::Settings& settings) {
    http::ServerOptions options;
    options.listen = settings.server.listen;
    options.hosts = settings.server.hosts;
    options.trusted_proxies = settings.server.trusted_proxies;
    if (!settings.tls.certificate.empty()) {
        options.tls_certificate = settings.folder / settings.tls.certificate;
        options.tls_key = settings.folder / settings.tls.key;
    }
    options.limits.connections = static_cast<std::size_t>(settings.server.max_connections);
    options.limits.connections_per_address = static_cast<std::size_t>(settings.server.max_connections_per_address);
    options.limits.shutdown = kFinishRequests;
    options.on_error = [](std::string_view message) { spdlog::error("{}", message); };
    return options;
}

/// Where people reach the site, also if the port was picked by the system and nobody has set an address.
std::string reached_at(const settings::Loaded& loaded, const http::Server& server) {
    const auto url = std::ranges::find(loaded.origins, "site.url", &settings::Origin::key);
    const bool picked = loaded.settings.server.listen.ends_with(":0");
    std::string address = picked && url->from == settings::kDefault ? std::string(server.address()) : loaded.settings.site.url;
    while (address.ends_with('/')) {
        address.pop_back();
    }
    return address;
}

Result<int> serve(const Context& context) {
    const auto held = hold_signals_back();
    TRY(const auto loaded, load_with_newsroom(context, Missing::create, Upgrade::first));
    const auto& settings = loaded.settings;
    settings::EffectiveSettings effective_settings{loaded};
    begin_logging(settings);
    EndDeadline deadline;

    // The loops are destroyed last: threads of all other parts may post to them until they have ended, and abandoned
    // requests are destroyed with them. Such a request uses no other part when it is destroyed.
    http::Loops loops{loop_count(settings), [](std::string_view message) { spdlog::error("{}", message); }, http::Loops::Newsroom::apart};
    DeskRelay relay;
    // Before the writer, whose jobs remove files: it ends only when the last of them is done.
    TRY(const auto library, open_library(settings, media::kServingPatience));
    TRY(const auto writer, store::Writer::open(settings, context.clock));
    // Three lanes for reading, each with threads, connections and a limit of its own, so that none waits for another:
    // readers (cold pages, and the API for callers without a good credential), newsroom, and the server's own work.
    TRY(const auto readers_lane, store::ReadPool::open(settings, kLaneThreads));
    TRY(const auto newsroom_lane, store::ReadPool::open(settings, kLaneThreads));
    TRY(const auto internal_lane, store::ReadPool::open(settings, kLaneThreads));
    TRY(const auto credentials, store::Credentials::open(settings, context.clock));
    TRY(auto theme, render::Theme::load(settings));

    writer->on_commit([&relay](base::ChangeNumber number) { relay.committed(number); });
    const reader::Printer printer{context.clock};
    press::Press press{loops, *readers_lane, static_cast<std::size_t>(settings.press.cache_bytes),
                       [&printer](store::ReadSnapshot& snapshot, const press::SiteState& state, const std::string& key) {
                           return printer.print(snapshot, state, key);
                       }};
    std::unique_ptr<readership::Readership> readership;
    std::unique_ptr<press::Desk> desk;
    // However this function ends, also if a part could not be made: first end what needs the loops to run, then the
    // loops, then what only posts to them.
    const AtEnd stop_loops{[&] {
        relay.attach(static_cast<press::Desk*>(nullptr));
        desk.reset();
        loops.stop();
        relay.attach(static_cast<readership::Readership*>(nullptr));
        readership.reset();
    }};
    TRY(readership,
        readership::Readership::open(settings, context.clock, *writer, *internal_lane, loops.count(),
                                     [&relay](std::shared_ptr<const readership::Ranking> ranking) { relay.ranked(std::move(ranking)); }));
    relay.attach(readership.get());
    loops.start();
    TRY(desk, press::Desk::open(effective_settings, *internal_lane, press, theme, relay.ranking(), context.clock));
    relay.attach(desk.get());
    newsroom::StoryNews story_news;
    const store::ChangeFollower follower{settings, [&relay](base::ChangeNumber number) { relay.committed(number); },
                                         [&story_news](const std::vector<std::string>& people) { story_news.notified(people); },
                                         [&relay](bool receives) { relay.receives_changes(receives); }};

    reader::Pictures pictures{library, loops.count()};
    TRY(auto proxies, http::Networks::parse(settings.server.trusted_proxies));
    reader::Recordings recordings{library, http::BodyBudget(reader::kMaxStreams, reader::kMaxStreamsOfAddress, std::move(proxies))};
    media::MediaWorkers media_workers{library};
    fetching::FetchWorkers fetch_workers{{.on = settings.fetching.on,
                                          .site_url = settings.site.url,
                                          .certificates = settings.fetching.certificates,
                                          .private_hosts = settings.fetching.private_hosts}};
    // Files that an interrupted run did not remove. If that is not possible now, it is tried again with
    // the next upload.
    writer->submit(newsroom::job_to_delete_files(library), [](const Result<void>& dropped, base::ChangeNumber) {
        if (!dropped.has_value()) {
            spdlog::error("unused media files cannot be deleted: {}", dropped.error().message);
        }
    });
    render::ThemeShelf shelf;
    search::SiteSearch search{settings.folder, *internal_lane};
    relay.attach(&search);
    const AtEnd no_more_search{[&relay] { relay.attach(static_cast<search::SiteSearch*>(nullptr)); }};
    reader::Searches searches{press, *readers_lane, search, context.clock};
    reader::Reader reader{settings, press, pictures, recordings, searches, *readership, shelf, context.clock};
    TRY(auto metrics_from, http::Networks::parse(settings.server.metrics_from));
    std::unique_ptr<http::Server> server;
    const auto readiness = [&] {
        const auto saving = writer->trouble();
        return reader::Readiness{
            .store = saving.empty() ? follower.trouble() : saving, .pages = desk->trouble(), .pictures = pictures.readable()};
    };
    const auto measures = [&] {
        return reader::Measures{.http = server->totals(),
                                .views = readership->totals(),
                                .pages = press.size(),
                                .live_paths = press.live_paths(),
                                .change = press.shown(),
                                .search_change = search.totals().change,
                                .search_complete = search.totals().whole,
                                .statements = {.readers = readers_lane->statements_run(),
                                               .newsroom = newsroom_lane->statements_run(),
                                               .internal = internal_lane->statements_run()},
                                .readiness = readiness()};
    };
    reader::Health health{std::move(metrics_from), measures, readiness};
    newsroom::SignInThrottle throttle;
    newsroom::Presence presence;
    newsroom::LiveNumbers live_numbers{*readership, *internal_lane};
    newsroom::Upkeep upkeep{*writer, *internal_lane, *credentials, library};
    SitePreviews previews{context.clock, press, effective_settings, shelf};
    newsroom::Api api{*readers_lane,
                      {.settings = settings,
                       .effective_settings = effective_settings,
                       .clock = context.clock,
                       .writer = *writer,
                       .pool = *newsroom_lane,
                       .credentials = *credentials,
                       .readership = *readership,
                       .search = search,
                       .visibility = relay,
                       .throttle = throttle,
                       .presence = presence,
                       .previews = previews,
                       .media_workers = media_workers,
                       .fetch_workers = fetch_workers,
                       .live_numbers = live_numbers,
                       .story_news = story_news,
                       .upkeep = upkeep}};
    SiteHandler handler{reader, health, api};
    TRY(server, http::Server::create(loops, server_options(settings), handler));
    newsroom::Scheduler scheduler{*writer, *internal_lane, context.clock,
                                  [&story_news](base::StoryId id, const std::vector<std::string>& notified) {
                                      story_news.changed(id);
                                      story_news.notified(notified);
                                  }};
    const render::ThemeReloader reloader{[&effective_settings] { return effective_settings.current(); },
                                         [&](std::shared_ptr<const render::Theme> fresh) { desk->set_theme(std::move(fresh)); }};
    // The shutdown in order (docs/architecture.md): parts refer to each other in both directions, so every thread ends
    // here before the first part is destroyed. Each stop() waits for its threads, up to `deadline`.
    const AtEnd stop_in_order{[&] {
        server->stop();
        deadline.now_waiting_for("pages to be updated");
        desk->stop();
        loops.stop();
        deadline.now_waiting_for("background work");
        scheduler.stop();
        upkeep.stop();
        live_numbers.stop();
        story_news.stop();
        search.stop();
        deadline.now_waiting_for("abandoned requests");
        api.stop();
        throttle.slow_work().stop();
        fetch_workers.stop();
        media_workers.stop();
        pictures.stop();
        recordings.stop();
        press.stop();
        readers_lane->stop();
        newsroom_lane->stop();
        deadline.now_waiting_for("the last views to be stored");
        writer->stop_waiting();
        readership->stop();
        writer->stop();
        internal_lane->stop();
        deadline.now_waiting_for("the databases to be closed");
    }};
    server->start();
    const ServedAddress served_address{settings.folder, reached_at(loaded, *server)};
    context.out << "ready " << server->address() << std::endl;
    await_end(held, *server);
    deadline.begin(kEndWithin);
    return kAllWell;
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    CLI::App& command = add_command(app, context, "serve", "Serve the site to readers and the newsroom");
    add_setting_flag(command, context, "--listen", "server.listen",
                     "The address to listen on, HOST:PORT (server.listen); port 0 picks a free port");
    add_setting_flag(command, context, "--threads", "server.threads",
                     "The number of threads that serve readers (server.threads); 0: one per core");
    when_chosen(command, context, [&context] { return serve(context); });
}

}  // namespace stoppress::cli
