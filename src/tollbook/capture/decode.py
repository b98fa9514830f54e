"""Bytes to text. UTF-8 where it can be; else the likeliest encoding of our languages, and a remark that says so."""

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = [
    "cp1256", "iso8859_6", "cp1251", "koi8_r", "koi8_u", "cp866", "cp1254", "cp1252", "cp1255", "iso8859_8",
    "cp1250", "iso8859_2", "utf_16_le", "utf_16_be",
]  # fmt: skip
"""Encodings in which the twelve languages were written before UTF-8; more candidates only mislead short texts."""
SAMPLE = 200_000
CHUNK = 1 << 20
SLIP_SHARE = 0.01
"""Up to one faulty byte in a hundred beside valid multi-byte letters is damaged UTF-8, not another encoding."""
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27, 0x1A}) + b"\x7f"
BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode; ``remark`` is empty where there is nothing to tell."""

    name: str
    errors: str = "strict"
    remark: str = ""


def is_binary(head: bytes) -> bool:
    """Whether the bytes are no text in any encoding: NUL or other control bytes where no UTF-16 or 32 mark stands."""
    if not head or any(head.startswith(mark) for mark, _ in BOMS):
        return False
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > BINARY_SHARE * len(head) and not _wide(head)


def _wide(head: bytes) -> bool:
    """Whether every second byte is nearly always the same: UTF-16 without its mark."""
    sample = head[: len(head) // 2 * 2]
    return len(sample) >= 8 and any(
        sample[start::2].count(common) > 0.7 * len(sample) / 2
        and sample[1 - start :: 2].count(common) < len(sample) / 20
        for start in (0, 1)
        for common in (0, 4, 5, 6)
    )


def _faults(sample: bytes) -> tuple[int, int]:
    """How many bytes are no UTF-8, and how many letters of more than one byte are."""
    text = sample.decode("utf-8", "surrogateescape")
    faults = sum("\udc80" <= c <= "\udcff" for c in text)
    return faults, sum(c > "\x7f" for c in text) - faults


def _trim(sample: bytes, text_ended: bool) -> bytes:
    return sample if text_ended else sample[:-4]


def guess(sample: bytes, whole: bool = True) -> Encoding:
    """The encoding of bytes that may be cut off at the end (``whole`` false)."""
    for mark, name in BOMS:
        if sample.startswith(mark):
            return Encoding(name, "replace")
    faults, letters = _faults(_trim(sample, whole))
    if not faults:
        return Encoding("utf-8", "strict" if whole else "replace")
    if letters and faults <= max(1, SLIP_SHARE * len(sample)) and letters >= 3 * faults:
        return Encoding("utf-8", "replace", f"{faults} bytes are not valid UTF-8 and stand as \ufffd")
    best = from_bytes(sample[:SAMPLE], cp_isolation=CANDIDATES).best()
    if best is None:
        return Encoding("utf-8", "replace", "not valid UTF-8 and no known encoding; faulty bytes stand as \ufffd")
    return Encoding(best.encoding, "replace", f"not UTF-8; read as {best.encoding}, the likeliest encoding")


def decode(data: bytes) -> tuple[str, str]:
    """The text and a remark (empty where there is none); never raises."""
    found = guess(data)
    return data.decode(found.name, "replace"), found.remark


def guess_stream(stream: BinaryIO) -> Encoding:
    """The encoding of a stream too large to hold; reads it to the end or to its first fault."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = stream.read(CHUNK)
    if any(chunk.startswith(mark) for mark, _ in BOMS):
        return guess(chunk[:4])
    while chunk:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return guess(_from_a_letter(chunk), whole=False)
        chunk = stream.read(CHUNK)
    cut = decoder.getstate()[0]
    return Encoding("utf-8", "replace", "the last letter is cut off") if cut else Encoding("utf-8")


def _from_a_letter(chunk: bytes) -> bytes:
    """The chunk without the rest of a letter that began in the one before."""
    start = next((n for n in range(4) if chunk[n : n + 1] and chunk[n] & 0xC0 != 0x80), 0)
    return chunk[start:]
