# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate of its own is read again on SIGHUP; a broken one changes nothing and is told of; without one SIGHUP does no harm."""
import http.client
import os
import shutil
import signal
import ssl
import subprocess
import unittest

from stoppress_site import Site, eventually


@unittest.skipUnless(shutil.which("openssl"), "needs openssl to make certificates")
class Certificate(unittest.TestCase):
    def make(self, site, name):
        folder = os.path.join(site.folder, "tls")
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", f"/CN={name}", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"],
                       check=True, capture_output=True)
        with open(f"{folder}/certificate.pem", encoding="ascii") as file:
            return file.read()

    def shown(self, site):
        return ssl.get_server_certificate((site.host, site.port))

    def test_a_renewed_certificate_is_shown_after_a_hangup_and_a_broken_one_is_not(self):
        site = Site(settings={"tls.certificate": "tls/certificate.pem", "tls.key": "tls/key.pem"})
        self.addCleanup(site.close)
        site.token("editor")  # makes the folder
        first = self.make(site, "first")
        site.start()
        self.assertTrue(site.address.startswith("https://"))
        self.assertEqual(self.shown(site), first)
        second = self.make(site, "second")
        self.assertEqual(self.shown(site), first)
        site.process.send_signal(signal.SIGHUP)
        eventually(lambda: self.shown(site) == second)

        with open(os.path.join(site.folder, "tls/certificate.pem"), "w", encoding="ascii") as file:
            file.write("-----BEGIN CERTIFICATE-----\n")
        site.process.send_signal(signal.SIGHUP)
        eventually(lambda: "the certificate was not reloaded" in site.log_text())
        told = [line for line in site.log if "the certificate was not reloaded" in line][0]
        self.assertIn("tls/certificate.pem", told)
        self.assertIn("reload again", told)
        self.assertEqual(self.shown(site), second)
        third = self.make(site, "third")
        site.process.send_signal(signal.SIGHUP)
        eventually(lambda: self.shown(site) == third)
        self.assertEqual(site.terminate(), 0)

    def ask(self, site, path="/"):
        connection = http.client.HTTPSConnection(site.host, site.port, context=ssl._create_unverified_context(), timeout=30)
        self.addCleanup(connection.close)
        connection.request("GET", path)
        return connection.getresponse()

    def test_browsers_are_told_to_stay_with_tls_over_tls_alone(self):
        site = Site(settings={"tls.certificate": "tls/certificate.pem", "tls.key": "tls/key.pem"})
        self.addCleanup(site.close)
        site.token("editor")
        self.make(site, "host")
        site.start()
        for path in ("/", "/api/v1/stories", "/newsroom/", "/nothing/here"):
            self.assertEqual(self.ask(site, path).headers.get_all("Strict-Transport-Security"), ["max-age=15552000"], path)

    def test_a_site_without_a_certificate_goes_on(self):
        with Site() as site:
            self.assertNotIn("strict-transport-security", site.get("/").headers)
            site.process.send_signal(signal.SIGHUP)
            eventually(lambda: "TLS is not configured" in site.log_text())
            self.assertEqual(site.get("/").status, 200)
            self.assertEqual(site.terminate(), 0)


if __name__ == "__main__":
    unittest.main()
