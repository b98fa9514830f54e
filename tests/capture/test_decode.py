import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.capture.decode import decode, guess_stream, is_binary

ARABIC = "قتل عشرون مدنيا على الأقل وأصيب آخرون بجروح في قصف على السوق يوم الثلاثاء، بحسب مصادر طبية في المدينة."
RUSSIAN = "Не менее двадцати мирных жителей погибли при обстреле рынка во вторник, сообщили в больнице."
CZECH = "Nejméně dvacet civilistů zahynulo při ostřelování tržiště v úterý, uvedli lékaři místní nemocnice."
TURKISH = "Salı günü pazar yerine düşen bombalarda en az yirmi sivil öldü, çoğu çocuk, görgü tanıkları söyledi."
HEBREW = "לפחות עשרים אזרחים נהרגו ביום שלישי בהפגזה על השוק, כך מסרו רופאים בבית החולים בעיר הסמוכה."
OLD = [("cp1256", ARABIC), ("cp1251", RUSSIAN), ("koi8_r", RUSSIAN), ("cp1250", CZECH), ("cp1254", TURKISH),
       ("cp1255", HEBREW), ("iso8859_6", ARABIC.replace("،", ","))]  # fmt: skip


@pytest.mark.parametrize(("encoding", "text"), OLD, ids=[e for e, _ in OLD])
def test_old_encodings_are_read_and_named(encoding: str, text: str) -> None:
    if encoding == "iso8859_6":
        text = text.replace("،", ",")
    read, remark = decode(text.encode(encoding))
    assert read == text
    assert "not UTF-8" in remark


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_remark(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)) == (ARABIC, "")


def test_a_few_damaged_letters_do_not_make_it_another_encoding() -> None:
    data = bytearray(ARABIC.encode())
    data[20] = 0xFF
    text, remark = decode(bytes(data))
    assert text.endswith(ARABIC[30:])
    assert "not valid UTF-8" in remark


def test_binary_is_told_from_text() -> None:
    assert is_binary(bytes(range(256)) * 8)
    assert is_binary(b"\x00" * 100)
    assert not is_binary(ARABIC.encode())
    assert not is_binary(RUSSIAN.encode("koi8_r"))
    assert not is_binary(ARABIC.encode("utf-16-le"))
    assert not is_binary("plain".encode("utf-16"))


@given(st.binary(max_size=300))
def test_decoding_never_raises(data: bytes) -> None:
    text, _ = decode(data)
    assert isinstance(text, str)


@given(st.text(min_size=1, max_size=50))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if not text.startswith("\ufeff") and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert decode(data) == (text, "")


def test_a_stream_with_letters_across_its_chunks_is_utf8() -> None:
    data = ("x" + "ق" * 1_500_000).encode()
    assert guess_stream(io.BytesIO(data)).name == "utf-8"
    assert guess_stream(io.BytesIO(data)).remark == ""


def test_a_fault_far_into_a_stream_is_noticed() -> None:
    data = ("ق" * 1_500_000).encode() + b"\xff" + (" killed " + ARABIC).encode()
    found = guess_stream(io.BytesIO(data))
    assert found.name == "utf-8" and found.remark and found.errors == "replace"
