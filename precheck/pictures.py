"""What an uploaded picture must be like, by the format of its box."""

import tomllib
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from models.records import Page
from models.specs import Spec


class PictureFormat(Spec):
    """The shape and least size of a picture, upright."""

    title: str
    width: int
    height: int
    """Together with ``width`` the shape, in any one unit."""
    tolerance: float
    """How far the shape may differ, as a part of itself."""
    least: int
    """The least pixels of width."""
    reference: str
    basis: str

    def prove(self, page: Page) -> None:
        """Raise ``ValueError`` in Chinese when a picture has another shape or is too small."""
        shape = self.width / self.height
        if abs(page.width / page.height - shape) > shape * self.tolerance:
            raise ValueError(
                f"图片宽高比不是{self.title}的{self.width}∶{self.height}，请裁剪后重新上传"
            )
        if page.width < self.least:
            raise ValueError(
                f"图片太小，宽度应不少于{self.least}像素，请重新上传清晰的{self.title}"
            )


PICTURES: Final[dict[str, PictureFormat]] = TypeAdapter(dict[str, PictureFormat]).validate_python(
    tomllib.loads(Path(__file__).with_name("pictures.toml").read_text(encoding="utf-8"))
)
"""By the name a box declares."""
