"""Opening uploads: the right pages from good files, the right reason from bad ones."""

import io
import itertools
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from eval.hostile import bad_files
from extractors.decoding.limits import Limits
from extractors.decoding.sandbox import Sandbox
from extractors.opening import open_upload
from extractors.raw import RawPage
from models.errors import (
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    TooLargePaperError,
    UnreadablePaperError,
    UnsafePaperError,
    WrongTypeError,
)

DARK, RED, WHITE = (20, 20, 20), (200, 30, 30), (255, 255, 255)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    shared = Sandbox()
    yield shared
    shared.close()


def corners(page: RawPage) -> list[tuple[int, ...]]:
    height, width = page.image.shape[:2]
    spots = [(5, 5), (5, width - 6), (height - 6, 5)]
    return [tuple(int(part) for part in page.image[spot]) for spot in spots]


def shows(page: RawPage, *expected: tuple[int, int, int]) -> bool:
    return bool(np.allclose(corners(page), expected, atol=25))


@pytest.mark.parametrize("kind", bad_files.GOOD)
def test_every_readable_kind_opens_whatever_its_name(kind: str, sandbox: Sandbox) -> None:
    pages = open_upload(bad_files.GOOD[kind](), "scan.docx", sandbox)

    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert len(pages) == (2 if kind == "tiff" else 1)
    assert all(page.image.dtype == np.uint8 and page.image.shape[2] == 3 for page in pages)
    assert pages[0].media_type.endswith(kind)
    if kind != "pdf":
        assert shows(pages[0], DARK, RED, WHITE)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_orientation_is_followed(turn: int, kind: str, sandbox: Sandbox) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = bad_files.picture()
    stored = stored.transpose(undo[turn]) if turn in undo else stored
    exif = Image.Exif()
    exif[0x0112] = turn

    (page,) = open_upload(bad_files.saved(stored, kind, exif=exif), "photo", sandbox)

    assert page.image.shape == (80, 120, 3)
    assert shows(page, DARK, RED, WHITE)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *[("PNG", mode) for mode in ("P", "L", "1", "RGBA")],
        *[("JPEG", "CMYK"), ("JPEG", "L"), ("TIFF", "CMYK"), ("TIFF", "1")],
        *[("WEBP", "RGBA"), ("GIF", "P")],
    ],
)
def test_every_colour_mode_becomes_rgb(kind: str, mode: str, sandbox: Sandbox) -> None:
    source = bad_files.picture(mode=mode)
    (page,) = open_upload(bad_files.saved(source, kind), "x", sandbox)

    dark, red, white = corners(page)
    assert max(dark) < 70
    assert min(white) > 235
    assert mode in {"L", "1"} or red[0] - red[1] > 100


def test_transparency_lies_over_white(sandbox: Sandbox) -> None:
    source = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    source.paste((20, 20, 20, 255), (0, 0, 20, 20))
    palette = source.convert("P")
    palette.info["transparency"] = palette.getpixel((50, 30))

    for kind, picture in (("PNG", source), ("PNG", source.convert("LA")), ("GIF", palette)):
        (page,) = open_upload(bad_files.saved(picture, kind), "x", sandbox)
        assert shows(page, DARK, WHITE, WHITE), (kind, picture.mode)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_keeps_its_shades(kind: str, sandbox: Sandbox) -> None:
    shades = np.zeros((40, 60), np.uint16)
    shades[:20, :30], shades[20:] = 20 * 257, 65535
    shades[:20, 30:] = 128 * 257

    (page,) = open_upload(bad_files.saved(Image.fromarray(shades), kind), "x", sandbox)

    assert shows(page, DARK, (128, 128, 128), WHITE)


def test_a_picture_larger_than_needed_is_scaled_down(sandbox: Sandbox) -> None:
    jpeg = bad_files.saved(bad_files.picture((8000, 2000)), "JPEG")
    png = bad_files.saved(bad_files.picture((2000, 6000)), "PNG")

    assert open_upload(jpeg, "x", sandbox)[0].image.shape == (1000, 4000, 3)
    assert open_upload(png, "x", sandbox)[0].image.shape == (4096, 1365, 3)


BAD: dict[str, tuple[Callable[[], bytes], type[UnreadablePaperError], str]] = {
    "empty": (lambda: b"", EmptyPaperError, "0 字节"),
    "truncated jpeg": (lambda: bad_files.GOOD["jpeg"]()[:-300], DamagedPaperError, "没有传完整"),
    "truncated png": (lambda: bad_files.GOOD["png"]()[:-60], DamagedPaperError, "没有传完整"),
    "truncated pdf": (lambda: bad_files.GOOD["pdf"]()[:200], DamagedPaperError, "PDF 文件已损坏"),
    "header only": (lambda: b"\x89PNG\r\n\x1a\n", DamagedPaperError, "文件头"),
    "40000 x 40000": (bad_files.huge_png, TooLargePaperError, "40000×40000 像素.*6000 万"),
    "too many bytes": (lambda: bytes(30_000_001), TooLargePaperError, "30.0 MB.*30 MB"),
    "14400 pt page": (
        lambda: bad_files.pdf_page(b"", size=(14_400, 14_400)),
        TooLargePaperError,
        "5080×5080 毫米",
    ),
    "31 pages": (lambda: bad_files.pdf_pages(31), TooLargePaperError, "31 页.*30 页"),
    "31 frames": (lambda: bad_files.pages(31), TooLargePaperError, "超过 30 页"),
    "encrypted": (bad_files.encrypted_pdf, EncryptedPaperError, "密码"),
    "no page": (lambda: bad_files.pdf_pages(0), EmptyPaperError, "没有任何页面"),
    "program": (lambda: b"MZ\x90\0" + bytes(99), WrongTypeError, r"\.jpg 结尾.*可执行程序"),
    "web page": (lambda: b"<!DOCTYPE html><p>", WrongTypeError, "网页"),
    "svg": (lambda: b'<?xml version="1.0"?><svg/>', WrongTypeError, "SVG"),
    "docx": (lambda: bad_files.zipped("word/document.xml"), WrongTypeError, "docx"),
    "ofd": (lambda: bad_files.zipped("OFD.xml"), DamagedPaperError, "OFD"),
    "zip": (lambda: bad_files.zipped("a.txt"), WrongTypeError, "压缩包"),
    "iphone photo": (lambda: b"\0\0\0\x18ftypheic" + bytes(99), WrongTypeError, "HEIC"),
    "plain text": ("身份证".encode, WrongTypeError, "不认识"),
}


@pytest.mark.parametrize("case", BAD)
def test_every_bad_file_has_its_own_reason_and_the_next_file_is_read(
    case: str, sandbox: Sandbox
) -> None:
    make, error, says = BAD[case]

    with pytest.raises(error, match=says):
        open_upload(make(), "paper.jpg", sandbox)

    assert len(open_upload(bad_files.GOOD["png"](), "next.png", sandbox)) == 1


def test_a_file_that_kills_its_decoder_is_unsafe_and_the_next_one_is_read(
    sandbox: Sandbox,
) -> None:
    with pytest.raises(UnsafePaperError, match="异常中止"):
        open_upload(bad_files.nested_flate_pdf(), "bomb.pdf", sandbox)

    assert len(open_upload(bad_files.GOOD["pdf"](), "next.pdf", sandbox)) == 1


@pytest.mark.parametrize("kills", [1, 2])
def test_a_decoder_killed_from_outside_is_tried_once_more(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, kills: int
) -> None:
    whole = sandbox._take
    taken = itertools.count(1)

    def take() -> object:
        child = whole()
        if next(taken) <= kills:
            child._process.kill()
        return child

    monkeypatch.setattr(sandbox, "_take", take)
    if kills == 1:
        assert len(open_upload(bad_files.GOOD["pdf"](), "x.pdf", sandbox)) == 1
    else:
        with pytest.raises(UnsafePaperError, match="异常中止"):
            open_upload(bad_files.GOOD["pdf"](), "x.pdf", sandbox)


def test_a_file_that_takes_too_long_is_stopped() -> None:
    impatient = Sandbox(Limits(seconds=1, memory=8_000 * 1024 * 1024))
    with pytest.raises(UnsafePaperError, match="超过 1 秒"):
        open_upload(bad_files.nested_flate_pdf(400), "slow.pdf", impatient)
    impatient.close()


def test_a_file_that_needs_too_much_memory_is_stopped() -> None:
    small = Sandbox(Limits(memory=400 * 1024 * 1024))
    vast = bad_files.saved(Image.new("L", (7500, 7500)), "TIFF", compression="tiff_deflate")
    with pytest.raises(UnsafePaperError, match=r"内存|异常中止"):
        open_upload(vast, "x.tiff", small)
    small.close()


def test_thirty_pages_are_still_read(sandbox: Sandbox) -> None:
    assert len(open_upload(bad_files.pdf_pages(30), "x.pdf", sandbox)) == 30


def test_a_child_serves_several_uploads_and_is_then_replaced() -> None:
    sandbox = Sandbox(reuse=2)
    seen = []
    for _ in range(4):
        open_upload(bad_files.GOOD["png"](), "x", sandbox)
        seen.append([id(child) for child in sandbox._idle])
    sandbox.close()

    assert [len(idle) for idle in seen] == [1, 0, 1, 0]


def test_many_threads_open_uploads_at_once(sandbox: Sandbox) -> None:
    shapes: list[tuple[int, ...]] = []

    def read(side: int) -> None:
        data = bad_files.saved(bad_files.picture((side, 60)), "PNG")
        shapes.extend(page.image.shape for page in open_upload(data, "x", sandbox))

    threads = [threading.Thread(target=read, args=[100 + number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(shapes) == [(60, 100 + number, 3) for number in range(6)]


def is_pages_or_a_reason(data: bytes, sandbox: Sandbox) -> bool:
    try:
        pages = open_upload(data, "x.jpg", sandbox)
    except UnreadablePaperError as error:
        return str(error).endswith("。")
    return all(isinstance(page, RawPage) for page in pages)


MAGICS = [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"%PDF-1.4\n"]
MAGICS += [b"RIFF\0\0\0\0WEBPVP8 ", b"BM" + bytes(12) + b"\x28\0\0\0"]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(magic=st.sampled_from(MAGICS), rest=st.binary(max_size=300))
def test_random_bytes_give_pages_or_a_reason(magic: bytes, rest: bytes) -> None:
    assert is_pages_or_a_reason(magic + rest, SHARED)


@FEW
@given(kind=st.sampled_from(sorted(bad_files.GOOD)), share=st.floats(0, 1))
def test_truncated_files_give_pages_or_a_reason(kind: str, share: float) -> None:
    data = bad_files.GOOD[kind]()
    assert is_pages_or_a_reason(data[: int(len(data) * share)], SHARED)


@FEW
@given(kind=st.sampled_from(sorted(bad_files.GOOD)), at=st.floats(0, 1), byte=st.integers(0, 255))
def test_files_with_a_changed_byte_give_pages_or_a_reason(kind: str, at: float, byte: int) -> None:
    data = io.BytesIO(bad_files.GOOD[kind]()).getvalue()
    place = int(at * (len(data) - 1))
    assert is_pages_or_a_reason(data[:place] + bytes([byte]) + data[place + 1 :], SHARED)


SHARED = Sandbox()
