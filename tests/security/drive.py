"""Serve an installation for real, sign in, open the main pages, and end. For ``test_egress.py``.

Exit code 0 and one line per page: status and address.
"""

from __future__ import annotations

import http.cookiejar
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = "http://127.0.0.1:8765"
PAGES = ("/", "/matters/", "/deadlines/", "/people/", "/rulebook/", "/calculator/", "/find?q=a")
MORE = ("/account/", "/account/2fa/", "/account/sessions/", "/deadlines/export.ics", "/no/such")


def redwell(*words: str) -> list[str]:
    return [sys.executable, "-m", "redwell", *words]


def main(email: str, password: str) -> int:
    server = subprocess.Popen(redwell("serve"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
    )
    try:
        for _ in range(240):
            try:
                page = browser.open(f"{BASE}/account/login/", timeout=20).read().decode()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        else:
            print("the server did not come up")
            return 1
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        sent = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        request = urllib.request.Request(
            f"{BASE}/account/login/",
            urllib.parse.urlencode(sent).encode(),
            {"Origin": BASE, "Referer": f"{BASE}/account/login/"},
        )
        signed_in = browser.open(request, timeout=30)
        print(signed_in.status, signed_in.url)
        assert not signed_in.url.endswith("/login/")
        for page in (*PAGES, *MORE):
            try:
                print(browser.open(BASE + page, timeout=30).status, page)
            except urllib.error.HTTPError as answer:
                print(answer.code, page)
    finally:
        server.terminate()
        server.wait(timeout=30)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
