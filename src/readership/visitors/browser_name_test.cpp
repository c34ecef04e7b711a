// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that people's browsers and in-app browsers have the form of a browser, and programs that fetch pages do not.
#include "readership/visitors/browser_name.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "readership/visitors/robots.hpp"

namespace stoppress::readership {
namespace {

constexpr std::array kPeople{
    // Desktop.
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15 Epiphany/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/6.7.2 Chrome/118.0.5993.220 Safari/537.36",
    "Mozilla/5.0 (X11; FreeBSD amd64; rv:139.0) Gecko/20100101 Firefox/139.0",
    "Mozilla/5.0 (X11; OpenBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)",
    "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1; .NET CLR 1.1.4322)",
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
    "Mozilla/5.0 (compatible; Konqueror/4.14; Linux) KHTML/4.14.2 (like Gecko)",
    "Mozilla/5.0 (compatible; iCab 3.0.5; Macintosh; U; PPC Mac OS)",
    "Mozilla/4.5 (compatible; OmniWeb/4.1.1-v424.6; Mac_PowerPC)",
    "Mozilla/5.0 (Windows NT 6.1; rv:52.9) Gecko/20100101 Goanna/3.4 Firefox/52.9 PaleMoon/27.9.4",
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0 SeaMonkey/2.53.18",
    "Mozilla/4.08 [en] (WinNT; U ;Nav)",
    "Mozilla/5.0 (Ladybird; Linux; x86_64) Ladybird/1.0",
    // Phones and tablets.
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 "
    "Safari/604.1",
    "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0(iPad; U; CPU iPhone OS 3_2 like Mac OS X; en-us) AppleWebKit/531.21.10 (KHTML, like Gecko) Version/4.0.4 Mobile/7B314",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 "
    "Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.0 Mobile/15E148 "
    "Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; U; Android 12; fa-ir; SM-A525F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 UCBrowser/13.4 Mobile "
    "Safari/537.36",
    "Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
    "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 HuaweiBrowser/15.0 Mobile "
    "Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4 like Chrome/120.0 Safari/537.36",
    "Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.0.9.2372 Mobile Safari/537.10+",
    "Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0 Mobile "
    "Edge/15.15063",
    "Mozilla/5.0 (SymbianOS/9.4; Series60/5.0 NokiaN97-1/20.0.019) AppleWebKit/525 (KHTML, like Gecko) BrowserNG/7.1.18124",
    "Mozilla/5.0 (PlayStation; PlayStation 5/8.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15",
    "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) 85.0.4183.93/6.5 TV Safari/537.36",
    "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.5359.211 Safari/537.36 WebAppManager",
    "Mozilla/5.0 (X11; GNU/Linux) AppleWebKit/601.1 (KHTML, like Gecko) Tesla QtWebEngine/5.8 Chrome/80.0 Safari/601.1",
    "Mozilla/5.0 (X11; U; Linux armv7l; en-US) AppleWebKit/531.2+ (KHTML, like Gecko) Version/5.0 Safari/531.2+ Kindle/3.0+",
    // In apps.
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 "
    "[FBAN/FBIOS;FBAV/480.0;FBDV/iPhone15,2]",
    "Mozilla/5.0 (Linux; Android 14; SM-S918B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 "
    "[FB_IAB/FB4A;FBAV/480.0;]",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Instagram 340.0.1 "
    "(iPhone15,2; iOS 18_6)",
    "Instagram 10.26.0 (iPhone7,2; iOS 10_1_1; en_US; en-US; scale=2.00; gamut=normal; 750x1334) AppleWebKit/420+",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 MicroMessenger/8.0.50 "
    "NetType/WIFI",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Safari Line/14.10.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Twitter for iPhone/10.50",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 [LinkedInApp]/9.30",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 "
    "Snapchat/13.0",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 "
    "GSA/15.40",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/340.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 "
    "DuckDuckGo/7 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 "
    "Telegram-Android/11.0",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 "
    "Flipboard/4.3",
    "Mozilla/5.0 (Linux; Android 13; 2201117TY; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36 "
    "Pinterest for Android",
    "MQQBrowser/26 Mozilla/5.0 (Linux; U; Android 2.3.7; zh-cn; MB200 Build/GRJ22) AppleWebKit/533.1 (KHTML, like Gecko) Version/4.0 "
    "Mobile Safari/533.1",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.40 Chrome/128.0 Electron/32.0 Safari/537.36",
    // Other forms.
    "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
    "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18",
    "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8",
    "w3m/0.5.3+git20230121",
    "Links (2.28; Linux 6.1.0 x86_64; GNU C 12.2; text)",
    "ELinks/0.16.1.1 (textmode; Linux; 80x24-2)",
    "NetSurf/3.10 (Linux; x86_64)",
    "Dillo/3.1.1",
    "URL/Emacs Emacs/29.4 (X11; x86_64-pc-linux-gnu)",
    "UCWEB/2.0 (Java; U; MIDP-2.0; en-US; nokia6120c) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile",
    "Nokia6100/1.0 (04.01) Profile/MIDP-1.0 Configuration/CLDC-1.0",
    "SonyEricssonK800i/R1CB Browser/NetFront/3.3 Profile/MIDP-2.0 Configuration/CLDC-1.1",
    "SAMSUNG-SGH-E250/1.0 Profile/MIDP-2.0 Configuration/CLDC-1.1 UP.Browser/6.2.3.3.c.1.101 (GUI) MMP/2.0",
    "BlackBerry9700/5.0.0.351 Profile/MIDP-2.1 Configuration/CLDC-1.1 VendorID/123",
    "DoCoMo/2.0 N905i(c100;TB;W24H16)",
};

constexpr std::array kPrograms{
    "",
    " ",
    "-",
    "node",
    "undici",
    "Java/17.0.1",
    "test",
    "Mozilla",
    "Mozilla/5.0",
    "Mozilla/5.0 ",
    // HTTP libraries and command line tools.
    "curl/8.9.1",
    "Wget/1.21.3",
    "python-requests/2.32.3",
    "Python-urllib/3.11",
    "python-httpx/0.27.0",
    "aiohttp/3.9.5",
    "Go-http-client/2.0",
    "okhttp/4.12.0",
    "axios/1.7.2",
    "node-fetch/1.0",
    "got (https://example.org/got)",
    "Ruby",
    "http.rb/5.2.0",
    "Faraday v2.9.0",
    "GuzzleHttp/7",
    "PHP/8.2.20",
    "libwww-perl/6.68",
    "Apache-HttpClient/4.5.14 (Java/17.0.11)",
    "Jakarta Commons-HttpClient/3.1",
    "Jersey/2.41",
    "ReactorNetty/1.1.19",
    "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP1A)",
    "MyNews/3.2 CFNetwork/1498.700.2 Darwin/23.6.0",
    "reqwest/0.12",
    "hyper/1.4",
    "Dart/3.5 (dart:io)",
    "HTTPie/3.2.2",
    "PostmanRuntime/7.40.0",
    "Scrapy/2.11.2 (example.org)",
    "colly",
    "Microsoft URL Control - 6.01.9782",
    "Symfony HttpClient/Curl",
    "WinHttp-Autoproxy-Service/5.1",
    "Java1.8.0_392",
    "Deno/1.45",
    "Bun/1.1",
    // Feed readers and read-later services.
    "newsboat/2.37 (Linux x86_64)",
    "NetNewsWire (RSS Reader; https://netnewswire.example/)",
    "Feedly/1.0 (poller; 12 subscribers)",
    "Feedbin feed-id:1 - 12 subscribers",
    "Tiny Tiny RSS/24.05 (https://tt-rss.example/)",
    "FreshRSS/1.24.1 (Linux; https://freshrss.example)",
    "Miniflux/2.1.4",
    "Inoreader/1.0 (+http://www.inoreader.example/feed-fetcher; 12 subscribers;)",
    "SimplePie/1.8.0 (Feed Parser)",
    "UniversalFeedParser/6.0.11 +https://github.example/",
    "rss2email/3.14",
    "Liferea/1.15.6 (Linux; https://lzone.example/)",
    "Reeder/5.4 CFNetwork/1498",
    "Mozilla/5.0 (compatible; wallabag/2.6; +https://wallabag.example)",
    "Mozilla/5.0 (compatible; wallabag/2.6)",
    "Mozilla/5.0 (compatible; theoldreader.example)",
    "Mozilla/5.0 (compatible; Miniflux/2.1.4; +https://miniflux.example)",
    "Mozilla/5.0 (compatible; Readability/1.0)",
    "Thunderbird RSS",
    // Link previews, search, checks.
    "AppleNewsBot",
    "AppleBot",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "Twitterbot/1.0",
    "LinkedInBot/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.example/robots)",
    "Discordbot/2.0",
    "SkypeUriPreview Preview/0.5",
    "Viber/13.3",
    "redditbot/1.0",
    "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.example)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discord.example)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.example/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.example/gptbot)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36 (compatible; "
    "Googlebot/2.1)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 SomeNewBot/0.1",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 (+https://preview.example/)",
    "LinkChecker/10.4",
    "Mozilla/5.0 (compatible; LinkChecker/10.4; +https://linkcheck.example)",
    "W3C_Validator/1.3",
    "Validator.nu/LV",
    "UptimeRobot/2.0",
    "Pingdom.com_bot_version_1.4",
    "check_http/v2.3.5 (monitoring-plugins 2.3.5)",
    "Blackbox Exporter/0.25.0",
    "lychee/0.15.1",
    "ApacheBench/2.3",
    "hey/0.0.1",
    "Siege/4.0.7",
    "masscan/1.3",
    "Zgrab/0.x",
    // Fediverse.
    "Mastodon/4.2.10 (http.rb/5.1.1; +https://mastodon.example/)",
    "http.rb/5.1.1 (Mastodon/4.2.10; +https://mastodon.example/) Bot",
    "Pleroma 2.6.0; https://pleroma.example <admin@pleroma.example>",
    "Akkoma 3.13.2-0; https://akkoma.example <>",
    "Misskey/2024.7.0 (https://misskey.example)",
    "Firefish/1.0.5 (https://firefish.example)",
    "Friendica 'Yellow Archangel' 2024.03-1557; https://friendica.example",
    "Lemmy/0.19.5; +https://lemmy.example",
    "PeerTube/6.2.0 (+https://peertube.example)",
    "WordPress/6.6; https://blog.example",
    "GoToSocial/0.16.0 (+https://gts.example)",
    "Iceshrimp/2023.12 (https://ice.example)",
    "mautrix-go/v0.19.0 go/1.22",
    "Synapse (bot; +https://matrix.example)",
    "Synapse/1.110.0",
    "Hubzilla",
    "Pixelfed/0.12",
    "microblog.pub/2.0",
    "Opera/9.80 SomeBot/1.0",
};

TEST(BrowserName, PeopleHaveTheFormOfABrowser) {
    const auto robots = base::must(Robots::create());
    for (const auto* agent : kPeople) {
        EXPECT_TRUE(has_browser_form(agent)) << agent;
        EXPECT_FALSE(robots->is_robot(agent)) << agent;
    }
    EXPECT_GE(kPeople.size() + kPrograms.size(), 150U);
}

TEST(BrowserName, ProgramsAreKnownByTheirFormOrByTheList) {
    const auto robots = base::must(Robots::create());
    for (const auto* agent : kPrograms) {
        EXPECT_TRUE(robots->is_robot(agent)) << agent;
    }
}

TEST(BrowserName, AnswersForAnyBytesAndAnyLength) {
    EXPECT_FALSE(has_browser_form(std::string(8192, 'a')));
    EXPECT_FALSE(has_browser_form(std::string(8192, '\xff')));
    EXPECT_FALSE(has_browser_form(std::string("\0Mozilla\x01\x7f", 10)));
    EXPECT_TRUE(has_browser_form("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" + std::string(8000, ' ')));
    std::string many = "Mozilla/5.0 (X11)";
    while (many.size() < 8000) {
        many += " compatible;";
    }
    EXPECT_FALSE(has_browser_form(many));
}

}  // namespace
}  // namespace stoppress::readership
