"""All the words of a finished file, as somebody who searches it would get them."""

import io
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import PurePath
from typing import cast
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2


def words_of(name: str, data: bytes) -> Iterator[str]:
    """Give the texts of a file by its ending; of a mail, those of its files too, of anything else its bytes."""
    match PurePath(name).suffix.lower():
        case ".xlsx":
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            yield from (
                str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
            )
            book.close()
        case ".pdf":
            with pypdfium2.PdfDocument(data) as document:
                yield from (page.get_textpage().get_text_range() for page in document)
        case ".hwpx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                for part in package.namelist():
                    yield from _of_part(part, package.read(part))
        case ".eml":
            yield from _of_mail(data)
        case _:
            yield data.decode("utf-8", "replace")


def _of_part(part: str, data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    if part.endswith(".xml"):
        yield "".join(ET.fromstring(data).itertext())


def _of_mail(data: bytes) -> Iterator[str]:
    message = message_from_bytes(data, policy=policy.default)
    yield from (str(value) for value in message.values())
    for part in message.walk():
        if not part.is_multipart():
            content = cast("bytes", part.get_payload(decode=True))
            yield from words_of(part.get_filename() or "text", content)
