// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the same over TLS: order, large answers to slow readers, deadlines, and that old protocols are refused.
#include "http/server/tls.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <boost/asio/ssl.hpp>
#include <cstdio>
#include <filesystem>

#include "http/test_site.hpp"

namespace stoppress::http {
namespace {

namespace ssl = boost::asio::ssl;

std::string fingerprint_of(const X509* certificate) {
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), reinterpret_cast<unsigned char*>(digest.data()), &size);
    digest.resize(size);
    return digest;
}

/// A key and a certificate signed by it, in a folder that goes with this object.
class SelfSigned {
public:
    SelfSigned() {
        std::string name = std::filesystem::temp_directory_path() / "stoppress-tls-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
        const std::unique_ptr<X509, void (*)(X509*)> made(X509_new(), X509_free);
        ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
        X509_set_pubkey(made.get(), key.get());
        X509_NAME* const subject = X509_get_subject_name(made.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("a"), -1, -1, 0);
        X509_set_issuer_name(made.get(), subject);
        X509_sign(made.get(), key.get(), EVP_sha256());
        fingerprint_ = fingerprint_of(made.get());
        write(key_path(), [&key](FILE* file) { return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
        write(certificate_path(), [&made](FILE* file) { return PEM_write_X509(file, made.get()); });
    }
    SelfSigned(const SelfSigned&) = delete;
    SelfSigned& operator=(const SelfSigned&) = delete;
    SelfSigned(SelfSigned&&) = delete;
    SelfSigned& operator=(SelfSigned&&) = delete;
    ~SelfSigned() { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string certificate_path() const { return folder_ / "certificate.pem"; }
    [[nodiscard]] std::string key_path() const { return folder_ / "key.pem"; }
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }
    [[nodiscard]] ServerOptions options() const {
        ServerOptions options;
        options.tls_certificate = certificate_path();
        options.tls_key = key_path();
        return options;
    }

private:
    template <class Write>
    static void write(const std::string& path, Write write_to) {
        const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
        ASSERT_TRUE(file);
        ASSERT_EQ(write_to(file.get()), 1);
    }
    std::filesystem::path folder_;
    std::string fingerprint_;
};

class TlsClient {
public:
    explicit TlsClient(const TestSite& site) : context_(ssl::context::tls_client), stream_(io_, context_), port_(site.server->port()) {
        stream_.next_layer().connect({boost::asio::ip::address_v4::loopback(), port_});
    }

    boost::system::error_code shake_hands() {
        boost::system::error_code error;
        stream_.handshake(ssl::stream_base::client, error);
        return error;
    }
    void send(const std::string& text) { boost::asio::write(stream_, boost::asio::buffer(text)); }
    std::string read_all() {
        std::string text;
        boost::system::error_code error;
        boost::asio::read(stream_, boost::asio::dynamic_buffer(text), error);
        end = error;
        return text;
    }
    /// What one record brings.
    std::string read_record() {
        std::string text(65'536, '\0');
        boost::system::error_code error;
        text.resize(stream_.read_some(boost::asio::buffer(text), error));
        return text;
    }
    /// Of the certificate that the server showed.
    std::string fingerprint() {
        const std::unique_ptr<X509, void (*)(X509*)> shown(SSL_get1_peer_certificate(native()), X509_free);
        return shown ? fingerprint_of(shown.get()) : "";
    }
    boost::asio::ip::tcp::socket& socket() { return stream_.next_layer(); }
    SSL* native() { return stream_.native_handle(); }

    boost::system::error_code end;

private:
    boost::asio::io_context io_;
    ssl::context context_;
    ssl::stream<boost::asio::ip::tcp::socket> stream_;
    std::uint16_t port_;
};

TEST(Tls, AnswersInOrderAndSaysGoodbye) {
    const SelfSigned pair;
    TestSite site(pair.options());
    EXPECT_TRUE(site.server->address().starts_with("https://"));
    TlsClient client(site);
    ASSERT_FALSE(client.shake_hands());
    client.send(get("/a") + get("/slow/b") + post("/body", 3) + "abc" + get("/c", "Connection: close\r\n"));
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 4U);
    EXPECT_TRUE(all.ends_with("/c"));
    // A clean end, not a cut: the client can tell that nothing is missing.
    EXPECT_EQ(client.end, boost::asio::error::eof);
}

TEST(Tls, GoesToTheNewsroomsLoopAndBack) {
    const SelfSigned pair;
    TestSite site(pair.options(), 1, Loops::Newsroom::apart);
    TlsClient client(site);
    ASSERT_FALSE(client.shake_hands());
    std::string requests;
    for (int i = 0; i < 60; ++i) {
        requests += get(i % 20 == 0 ? "/newsroom" : "/loop");
    }
    client.send(requests + get("/loop"));
    client.send(get("/newsroom") + get("/loop", "Connection: close\r\n"));
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 63U);
    EXPECT_EQ(client.end, boost::asio::error::eof);
}

TEST(Tls, SendsASmallAnswerInOneRecord) {
    const SelfSigned pair;
    TestSite site(pair.options());
    TlsClient client(site);
    ASSERT_FALSE(client.shake_hands());
    client.send(get("/a"));
    const std::string first = client.read_record();
    EXPECT_TRUE(first.starts_with("HTTP/1.1 200 OK")) << first;
    EXPECT_TRUE(first.ends_with("/a")) << "the head and the body together: " << first;
}

TEST(Tls, SendsALargeAnswerToASlowReader) {
    const SelfSigned pair;
    TestSite site(pair.options());
    TlsClient client(site);
    ASSERT_FALSE(client.shake_hands());
    client.send(get("/large") + get("/large", "Connection: close\r\n"));
    ASSERT_TRUE(bytes_come(client.socket(), 65'536));  // more than that waits in the server for this client to read
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 2U);
    EXPECT_GT(all.size(), 16'000'000U);
}

TEST(Tls, TakesABodyLargerThanARecord) {
    const SelfSigned pair;
    TestSite site(pair.options());
    TlsClient client(site);
    ASSERT_FALSE(client.shake_hands());
    client.send(post("/body", 100'000, "Connection: close\r\n") + std::string(100'000, 'x'));
    EXPECT_TRUE(client.read_all().ends_with("body of 100000"));
}

TEST(Tls, EndsAHandshakeThatDoesNotComeAndSpeaksNoPlainHttp) {
    const SelfSigned pair;
    ServerOptions options = pair.options();
    options.limits.head = std::chrono::milliseconds{100};
    TestSite site(options);
    Client silent(site);
    EXPECT_EQ(count_answers(silent.read_all()), 0U);
    Client plain(site);
    plain.send(get("/a"));
    EXPECT_EQ(count_answers(plain.read_all()), 0U);
    EXPECT_TRUE(eventually([&site] { return site.server->totals().connections_open == 0; }));
}

TEST(Tls, RefusesOldVersionsAndOtherProtocols) {
    const SelfSigned pair;
    TestSite site(pair.options());
    TlsClient old(site);
    SSL_set_min_proto_version(old.native(), TLS1_VERSION);
    SSL_set_max_proto_version(old.native(), TLS1_1_VERSION);
    SSL_set_cipher_list(old.native(), "ALL:@SECLEVEL=0");
    EXPECT_TRUE(old.shake_hands());
    TlsClient other(site);
    SSL_set_alpn_protos(other.native(), reinterpret_cast<const unsigned char*>("\x02h2"), 3);
    EXPECT_TRUE(other.shake_hands());
    TlsClient ours(site);
    SSL_set_alpn_protos(ours.native(), reinterpret_cast<const unsigned char*>("\x02h2\x08http/1.1"), 12);
    EXPECT_FALSE(ours.shake_hands());
}

TEST(Tls, GivesNewConnectionsTheCertificateThatWasReadAgain) {
    const SelfSigned first;
    const SelfSigned second;
    const SelfSigned third;
    // The server's own files, which change below it.
    const SelfSigned used;
    const auto put = [&used](const std::string& certificate, const std::string& key) {
        constexpr auto kReplace = std::filesystem::copy_options::overwrite_existing;
        std::filesystem::copy_file(certificate, used.certificate_path(), kReplace);
        std::filesystem::copy_file(key, used.key_path(), kReplace);
    };
    put(first.certificate_path(), first.key_path());
    TestSite site(used.options(), 2);
    const auto shown = [&site] {
        TlsClient client(site);
        return client.shake_hands() ? "none" : client.fingerprint();
    };
    TlsClient open(site);
    ASSERT_FALSE(open.shake_hands());
    EXPECT_EQ(open.fingerprint(), first.fingerprint());

    put(second.certificate_path(), second.key_path());
    EXPECT_EQ(shown(), first.fingerprint());
    ASSERT_TRUE(site.server->renew_tls().has_value());
    for (int i = 0; i < 20; ++i) {
        ASSERT_EQ(shown(), second.fingerprint());
    }
    // A connection that was open before goes on.
    open.send(get("/a", "Connection: close\r\n"));
    EXPECT_EQ(count_answers(open.read_all()), 1U);

    // Half a renewal, or none at all, changes nothing.
    put(third.certificate_path(), second.key_path());
    EXPECT_EQ(site.server->renew_tls().error().code, base::ErrorCode::invalid);
    std::filesystem::remove(used.certificate_path());
    EXPECT_EQ(site.server->renew_tls().error().code, base::ErrorCode::invalid);
    EXPECT_EQ(shown(), second.fingerprint());
    put(third.certificate_path(), third.key_path());
    ASSERT_TRUE(site.server->renew_tls().has_value());
    EXPECT_EQ(shown(), third.fingerprint());
}

TEST(Tls, RefusesAKeyOfAnotherCertificate) {
    const SelfSigned one;
    const SelfSigned other;
    EXPECT_TRUE(TlsContext::load(one.certificate_path(), one.key_path()).has_value());
    EXPECT_FALSE(TlsContext::load(one.certificate_path(), other.key_path()).has_value());
}

}  // namespace
}  // namespace stoppress::http
