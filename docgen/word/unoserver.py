"""One LibreOffice behind unoserver: a process of its own, on loopback, with a profile of its own.

unoserver runs with the system's Python, which has LibreOffice's ``uno``; of our environment it gets
nothing but its own files.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING
from xmlrpc.client import Binary, Error, Fault, ServerProxy, Transport

from docgen.word.fonts import font_settings

if TYPE_CHECKING:
    from docgen.word.office import Care

HOST = "127.0.0.1"
PYTHON = "/usr/bin/python3"
"""The system's own, for which Debian builds ``uno``."""
PROGRAM = "soffice"
POLL_SECONDS = 0.2
GRACE_SECONDS = 2


@dataclass(frozen=True)
class Conversion:
    """From what to what, by the names of LibreOffice's filters."""

    source: str
    target: str
    """Ending of what is made."""
    export: str
    options: tuple[str, ...] = ()


TO_PDF = Conversion(
    "MS Word 2007 XML",
    "pdf",
    "writer_pdf_Export",
    ("SelectPdfVersion=2", "ExportFormFields=false", "ExportBookmarks=false"),
)
"""A Word file to PDF/A-2b."""
TO_DOCX = Conversion("MS Word 97", "docx", "MS Word 2007 XML")
"""An old Word file (.doc) to the newer kind."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""A new profile's settings: no macro runs, no link is followed."""


class DiedError(Exception):
    """LibreOffice ended, hangs, or does not answer."""


class HungError(DiedError):
    """A document took longer than any may."""


class _Timed(Transport):
    """XML-RPC that gives up."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def make_connection(self, host: object) -> HTTPConnection:
        """Return a connection that waits no longer than told."""
        return HTTPConnection(str(host), timeout=self._seconds)


@cache
def find_missing() -> str:
    """Return what is not installed, in Chinese; empty when LibreOffice can be used."""
    if shutil.which(PROGRAM) is None:
        return "缺少系统包 libreoffice-writer-nogui"
    try:
        distribution("unoserver")
    except PackageNotFoundError:
        return "缺少 Python 包 unoserver（zhiban[office]）"
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [PYTHON, "-c", "import uno"], capture_output=True, check=False
    )
    return "缺少系统包 python3-uno" if asked.returncode else ""


class Server:
    """One running unoserver with its LibreOffice."""

    def __init__(self, care: "Care", folder: Path) -> None:
        """Start one; raises ``OSError`` when it cannot be started at all."""
        self._care = care
        self._port, uno_port = _free_ports()
        profile = _clean_profile(folder)
        command = [
            *("setpriv", "--pdeathsig", "TERM"),  # ours may be killed: no LibreOffice is left over
            *(PYTHON, "-m", "unoserver.server", "--quiet"),
            *("--interface", HOST, "--port", str(self._port)),
            *("--uno-interface", HOST, "--uno-port", str(uno_port)),
            *("--user-installation", str(profile)),
            *("--conversion-timeout", str(care.conversion_seconds)),
            *("--stop-after", str(care.stop_after)),
        ]
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command, no user input
            command if shutil.which("setpriv") else command[3:],
            env=_environment(folder, care.fonts),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        """Whether unoserver runs; it ends when its LibreOffice does."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Of unoserver, which leads the process group of its LibreOffice."""
        return self._process.pid

    def await_ready(self, stopping: threading.Event) -> None:
        """Return once it can convert; raises ``DiedError`` when it ends or takes too long."""
        until = time.monotonic() + self._care.start_seconds
        while not stopping.wait(POLL_SECONDS):
            if not self.alive:
                raise DiedError("unoserver ended while it started")
            if time.monotonic() > until:
                raise DiedError("unoserver does not start")
            with contextlib.suppress(OSError, Error, HTTPException):
                self._proxy(self._care.start_seconds).info()
                return
        raise DiedError("the service is closing")

    def convert(self, document: bytes, conversion: Conversion = TO_PDF) -> bytes:
        """Return what a Word file is converted to.

        Raises ``DiedError`` when LibreOffice ends meanwhile, ``HungError`` when it takes too long,
        ``ValueError`` with its own words when it lives and could not convert.
        """
        answers: list[bytes | Exception] = []
        asking = threading.Thread(
            target=self._ask, args=(document, conversion, answers), daemon=True
        )
        asking.start()
        until = time.monotonic() + self._care.conversion_seconds + 2
        while asking.is_alive() and self.alive and time.monotonic() < until:
            asking.join(POLL_SECONDS / 4)
        answer = answers[0] if answers else HungError("no answer in time")
        if not answers and not self.alive:
            raise DiedError("LibreOffice ended")
        if isinstance(answer, bytes):
            return answer
        if isinstance(answer, HungError | TimeoutError) or "TimeoutError" in str(answer):
            raise HungError(str(answer))
        if isinstance(answer, Fault) and not self._ends_soon():
            raise ValueError(answer.faultString[:200])
        raise DiedError(str(answer)) from answer

    def _ends_soon(self) -> bool:
        """Tell whether it ends: unoserver outlives its LibreOffice by a moment, and complains."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_SECONDS)
        return not self.alive

    def kill(self) -> None:
        """End it with its LibreOffice, at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _ask(
        self, document: bytes, conversion: Conversion, answers: list[bytes | Exception]
    ) -> None:
        proxy = self._proxy(self._care.conversion_seconds + 1)
        nothing = None
        try:
            made = proxy.convert(
                nothing,
                Binary(document),
                nothing,
                conversion.target,
                conversion.export,
                list(conversion.options),
                False,
                conversion.source,
            )
        except (OSError, Error, HTTPException, ValueError) as problem:
            answers.append(problem)
        else:
            answers.append(made.data if isinstance(made, Binary) else DiedError("no document"))

    def _proxy(self, seconds: float) -> ServerProxy:
        address = f"http://{HOST}:{self._port}"
        return ServerProxy(address, transport=_Timed(seconds), allow_none=True)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]


def _clean_profile(folder: Path) -> Path:
    """Return a new profile: one that a killed LibreOffice left behind may be locked or broken."""
    profile = (folder / "profile").absolute()
    shutil.rmtree(profile, ignore_errors=True)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    return profile


def _environment(folder: Path, fonts: tuple[Path, ...]) -> dict[str, str]:
    """Return what the process sees: no secret of the service, and unoserver alone of its Python."""
    settings = folder.absolute() / "fonts.conf"
    settings.write_text(font_settings(fonts), encoding="utf-8")
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder.absolute()),
        "LANG": "zh_CN.UTF-8",
        "PYTHONPATH": str(_copied(folder.absolute() / "unoserver")),
        "FONTCONFIG_FILE": str(settings),
    }


def _copied(place: Path) -> Path:
    """Copy unoserver with its metadata, which it reads, to a folder of its own."""
    shutil.rmtree(place, ignore_errors=True)
    package = distribution("unoserver")
    for file in package.files or ():
        if file.suffix != ".pyc" and ".." not in file.parts:
            target = place / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(package.locate_file(file)), target)
    return place
