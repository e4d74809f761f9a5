"""PDF files for the printers of these tests; nobody draws their pages."""

from pathlib import Path


def pdf(folder: Path, *, name: str = "form.pdf", pages: int = 2, filler: int = 0) -> Path:
    """Write a file that begins and ends as a PDF does and tells its page count."""
    path = folder / name
    tree = f"<< /Type /Pages /Count {pages} >>\n".encode()
    path.write_bytes(b"%PDF-1.7\n" + tree + b"%" * filler + b"\n%%EOF\n")
    return path
