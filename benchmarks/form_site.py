"""The form that B4 fills, served on loopback by a process of its own: eight fields, and a page that says it arrived."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

FORM = """<!doctype html><html lang="ko"><meta charset="utf-8"><title>민원 접수</title><body><h1>민원 접수</h1>
<form method="post" action="/received">
<p><label>성명 <input name="name"></label></p><p><label>생년월일 <input name="birth"></label></p>
<p><label>휴대전화 <input name="phone"></label></p><p><label>전자우편 <input name="mail"></label></p>
<p><label>도로명주소 <input name="road"></label></p><p><label>상세주소 <input name="detail"></label></p>
<p><label>제목 <input name="title"></label></p><p><label>내용 <textarea name="text"></textarea></label></p>
<p><button>접수</button></p></form></body></html>"""
DONE = '<!doctype html><meta charset="utf-8"><title>접수 완료</title><p role="status">접수되었습니다</p>'


class Handler(BaseHTTPRequestHandler):
    """Shows the form, and writes what arrives as one line each."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Show the form."""
        self._answer(FORM)

    def do_POST(self) -> None:
        """Take one form."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with Path(sys.argv[1]).open("a", encoding="utf-8") as received:
            received.write("\t".join(value for _, value in parse_qsl(body)) + "\n")
        self._answer(DONE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, page: str) -> None:
        data = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
