"""A visitor without a browser: keeps cookies, sends forms with their token, and can sign in."""

import re
from collections.abc import Mapping
from email.message import Message
from html import unescape
from http.cookiejar import CookieJar
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import msgspec
import pyotp

from jikwon_practice.office import Practice

DAY = "2021-10-06"


class Answer(NamedTuple):
    """What came back; `address` is where it ended after redirects."""

    status: int
    address: str
    content: bytes
    headers: Message

    @property
    def text(self) -> str:
        return unescape(self.content.decode())

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.content)


class Visitor:
    def __init__(self, office: Practice) -> None:
        self.office = office
        self.cookies = CookieJar()
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.cookies))

    def get(self, path: str, *, fetch: bool = False, **asked: str) -> Answer:
        query = f"?{urlencode(asked)}" if asked else ""
        return self.send(path, query=query, fetch=fetch)

    def post(self, path: str, *, token_from: str, given: Mapping[str, str], fetch: bool = False) -> Answer:
        """Send a form with the token of the page `token_from`."""
        page = self.get(token_from).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None, page
        return self.send(path, body=urlencode({"csrfmiddlewaretoken": token[1], **given}).encode(), fetch=fetch)

    def sign_in(self) -> "Visitor":
        self.give_password(self.office.password)
        self.give_code(pyotp.TOTP(self.office.otp_secret).now())
        return self

    def give_password(self, password: str) -> Answer:
        login = "/epidemic/login"
        return self.post(login, token_from=login, given={"account": self.office.account, "password": password})

    def give_code(self, code: str) -> Answer:
        return self.post("/epidemic/login/code", token_from="/epidemic/login/code", given={"code": code})

    def search(self, *, district: str = "송파구", begin: str = DAY, end: str = DAY, page: int = 1) -> Answer:
        asked = {"district": district, "begin": begin, "end": end, "page": str(page)}
        return self.get("/epidemic/cases/list", fetch=True, **asked)

    def mark(self, case_id: str, number: str, purpose: str = "기록 보관") -> Answer:
        form = f"/epidemic/cases/{case_id}/form"
        path = f"/epidemic/cases/{case_id}/mark"
        return self.post(path, token_from=form, given={"number": number, "purpose": purpose}, fetch=True)

    def send(self, path: str, *, query: str = "", body: bytes | None = None, fetch: bool = False) -> Answer:
        request = Request(self.office.address + quote(path) + query, data=body)
        if fetch:
            request.add_header("X-Requested-With", "fetch")
        try:
            with self._opener.open(request, timeout=20) as answer:
                return Answer(answer.status, answer.url, answer.read(), answer.headers)
        except HTTPError as error:
            with error:
                return Answer(error.code, error.url, error.read(), error.headers)
