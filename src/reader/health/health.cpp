// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/health/health.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace stoppress::reader {

namespace {

using Families = std::vector<prometheus::MetricFamily>;

prometheus::MetricFamily& add_family(Families& families, std::string name, std::string help, prometheus::MetricType type) {
    prometheus::MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = type;
    families.push_back(std::move(family));
    return families.back();
}

void add_value(prometheus::MetricFamily& family, double value, const std::string& label = {}, const std::string& label_value = {}) {
    prometheus::ClientMetric metric;
    if (!label.empty()) {
        prometheus::ClientMetric::Label pair;
        pair.name = label;
        pair.value = label_value;
        metric.label.push_back(std::move(pair));
    }
    (family.type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    family.metric.push_back(std::move(metric));
}

void add_counter(Families& families, std::string name, std::string help, std::uint64_t value) {
    add_value(add_family(families, std::move(name), std::move(help), prometheus::MetricType::Counter), static_cast<double>(value));
}

void add_gauge(Families& families, std::string name, std::string help, std::uint64_t value) {
    add_value(add_family(families, std::move(name), std::move(help), prometheus::MetricType::Gauge), static_cast<double>(value));
}

http::Response readiness_response(const Readiness& readiness) {
    if (readiness.store.empty() && readiness.pages.empty()) {
        // Pages and saving work without pictures, and removing a node because of it helps nobody: all nodes read the
        // same storage.
        return http::plain_text(http::Status::ok, readiness.pictures ? "ready\n" : "ready\nPictures cannot be read at the moment.\n");
    }
    std::string reasons = readiness.store;
    if (!readiness.store.empty() && !readiness.pages.empty()) {
        reasons += ' ';
    }
    return http::problem(http::Status::service_unavailable, reasons + readiness.pages);
}

}  // namespace

std::string metrics_text(const Measures& measures) {
    Families families;
    add_counter(families, "stoppress_http_requests_total", "Well-formed requests.", measures.http.requests);
    auto& responses = add_family(families, "stoppress_http_responses_total", "Responses by status class.", prometheus::MetricType::Counter);
    for (std::size_t kind = 1; kind < measures.http.responses.size(); ++kind) {
        add_value(responses, static_cast<double>(measures.http.responses[kind]), "class", std::to_string(kind) + "xx");
    }
    auto& refusals = add_family(families, "stoppress_http_refusals_total", "Malformed or oversized requests that were rejected.",
                                prometheus::MetricType::Counter);
    for (std::size_t reason = 0; reason < measures.http.refusals.size(); ++reason) {
        add_value(refusals, static_cast<double>(measures.http.refusals[reason]), "reason",
                  std::string{http::reason_name(static_cast<http::RefusalReason>(reason))});
    }
    add_counter(families, "stoppress_http_sent_bytes_total", "Bytes sent in responses.", measures.http.bytes_sent);
    add_counter(families, "stoppress_http_connections_total", "Accepted connections.", measures.http.connections_accepted);
    add_counter(families, "stoppress_http_connections_refused_total", "Connections closed because a limit was reached.",
                measures.http.connections_refused);
    add_gauge(families, "stoppress_http_connections", "Open connections.", measures.http.connections_open);
    add_counter(families, "stoppress_views_total", "Views counted since the start.", measures.views.views);
    add_counter(families, "stoppress_robot_views_total", "Views by robots; not counted in the rankings.", measures.views.robots);
    add_counter(families, "stoppress_repeated_views_total", "Repeated views by the same reader within the repeat window; not counted.",
                measures.views.repeats);
    add_counter(families, "stoppress_view_batches_total", "Committed batches of views.", measures.views.batches);
    add_counter(families, "stoppress_view_batches_failed_total",
                "Batches of views that could not be committed; their views are kept and retried.", measures.views.failed);
    add_gauge(families, "stoppress_views_waiting", "Views waiting to be stored.", measures.views.waiting);
    add_counter(families, "stoppress_views_lost_total", "Views lost because too many were waiting.", measures.views.lost);
    add_gauge(families, "stoppress_pages", "Rendered pages in the cache.", measures.pages.pages);
    add_gauge(families, "stoppress_pages_bytes", "Memory used by rendered pages, in bytes.", measures.pages.bytes);
    add_gauge(families, "stoppress_live_paths", "Known paths; 0 while they are being loaded.", measures.live_paths);
    auto& statements = add_family(families, "stoppress_read_statements_total", "SQL statements run to read the database, by lane.",
                                  prometheus::MetricType::Counter);
    add_value(statements, static_cast<double>(measures.statements.readers), "lane", "readers");
    add_value(statements, static_cast<double>(measures.statements.newsroom), "lane", "newsroom");
    add_value(statements, static_cast<double>(measures.statements.internal), "lane", "internal");
    add_gauge(families, "stoppress_search_change_number", "Number of the latest change that the search index has.",
              static_cast<std::uint64_t>(measures.search_change));
    add_gauge(families, "stoppress_search_complete", "1 if the search index has all stories, 0 while it is being built.",
              measures.search_complete ? 1 : 0);
    add_gauge(families, "stoppress_change_number", "Number of the latest change that the pages show.",
              static_cast<std::uint64_t>(measures.change));
    auto& ready =
        add_family(families, "stoppress_ready", "Whether this part is ready: 1, or 0 while it fails.", prometheus::MetricType::Gauge);
    add_value(ready, measures.readiness.store.empty() ? 1 : 0, "part", "store");
    add_value(ready, measures.readiness.pages.empty() ? 1 : 0, "part", "pages");
    add_value(ready, measures.readiness.pictures ? 1 : 0, "part", "pictures");
    return prometheus::TextSerializer{}.Serialize(families);
}

std::optional<http::Response> Health::try_answer(const http::Request& request) const {
    if (request.path == "/healthz") {
        return http::plain_text(http::Status::ok, "ok\n");
    }
    if (request.path == "/readyz") {
        // The server does not listen before there is a first site state.
        return readiness_response(ready_());
    }
    if (request.path == "/metrics") {
        const auto client = http::parse_address(request.client);
        if (!client || (!http::is_loopback(*client) && !metrics_from_.contains(*client))) {
            return http::problem(http::Status::forbidden,
                                 "Metrics are only served to this machine. Add other addresses to server.metrics_from.");
        }
        http::PrivateResponse response{http::Status::ok};
        response.fields().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        response.append_owned(metrics_text(measure_()));
        return response;
    }
    return std::nullopt;
}

}  // namespace stoppress::reader
