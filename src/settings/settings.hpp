// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting, typed, with its default.
// Thread: plain data; shared only as const (see effective_settings.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "story/story.hpp"

namespace stoppress::settings {

enum class CountBy : std::uint8_t { request, beacon };

struct Settings {
    std::filesystem::path folder;  ///< the site's data folder (--site)

    struct Site {
        std::string title = "Stoppress";
        std::string description;
        /// Scheme and host, without a trailing slash; all absolute addresses are built from it.
        std::string url = "http://127.0.0.1:8080";
        std::string language = "en";
        std::string timezone = "UTC";   ///< IANA name
        std::string theme = "default";  ///< a folder below <folder>/themes, or the built-in one
        std::string logo;               ///< address of a picture of the media library, as are the next two; empty: the title as text
        std::string logo_dark;          ///< for dark pages; empty: the same
        std::string icon;               ///< empty: the theme's
        std::string accent;             ///< "#97191d"; empty: the theme's
        std::string accent_dark;        ///< on dark pages; empty: made from `accent`

        bool operator==(const Site&) const = default;
    } site;

    struct Database {
        std::string url = "sqlite:stoppress.db";  ///< a file inside the data folder, or a PostgreSQL server's
        std::string credentials_url;              ///< the same for the credentials; empty: a file or schema next to the site's database
    } database;

    struct Media {
        std::string store = "media";  ///< a folder, in the site's folder or anywhere; or "s3://BUCKET/PREFIX", which needs the s3_ settings
        std::string s3_endpoint;      ///< scheme and host, without a slash at the end
        std::string s3_region = "us-east-1";
        std::string s3_access_key;
        std::string s3_secret_key;
        std::int64_t largest_recording = 200;  ///< of sound and film, in MiB

        [[nodiscard]] bool on_s3() const { return store.starts_with("s3://"); }
    } media;

    struct Views {
        CountBy count = CountBy::request;
        std::int64_t repeat_minutes = 30;  ///< minutes within which a reader's repeated view counts once; 0: each view counts
    } views;

    struct NewArticles {
        std::int64_t length = 5;
    };
    struct MostViewed {
        std::int64_t length = 5;
        story::Window window = story::Window::week;
    };
    struct Boxes {
        NewArticles new_articles;
        MostViewed most_viewed;
    } boxes;

    struct Teaser {
        std::int64_t length = 200;  ///< characters as a reader sees them (grapheme clusters)
    } teaser;

    struct Lists {
        std::int64_t page_length = 20;  ///< stories on one page of a list
        std::int64_t feed_length = 30;  ///< stories in a feed
    } lists;

    struct Comments {
        bool shown = true;  ///< comments of an earlier site stand below their stories
    } comments;

    struct Robots {
        std::vector<std::string> lines;  ///< appended to the site's own lines of robots.txt
    } robots;

    struct Cdn {
        std::int64_t max_age = 0;  ///< seconds for which a CDN may serve a page without revalidating; 0: it revalidates each time
    } cdn;

    struct Press {
        std::int64_t cache_bytes = std::int64_t{1} << 30;  ///< bytes of rendered pages kept in memory, plain and compressed together
    } press;

    struct Server {
        std::string listen = "127.0.0.1:8080";
        std::int64_t threads = 0;  ///< loops; 0: one per core
        std::vector<std::string> hosts;
        std::vector<std::string> trusted_proxies;  ///< addresses or CIDR networks
        std::int64_t max_connections = 20000;
        std::int64_t max_connections_per_address = 1024;  ///< 0: no limit per address
        std::vector<std::string> metrics_from;            ///< addresses or networks that may read /metrics besides loopback
    } server;

    struct Tls {
        std::string certificate;  ///< PEM file inside the data folder; empty: no TLS
        std::string key;
    } tls;

    struct Fetching {
        bool on = true;
        /// "HOST:PORT" in lower case: hosts that may be on a private network, and on any port.
        std::vector<std::string> private_hosts;
        std::string certificates = "/etc/ssl/certs/ca-certificates.crt";
    } fetching;

    struct Log {
        std::string level = "info";
    } log;
};

}  // namespace stoppress::settings
