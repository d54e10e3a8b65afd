"""How a picture is cut for show: turned by quarters, then a part of it kept. Knows no file."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
WHOLE = (0.0, 0.0, 100.0, 100.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """`turn` is in degrees to the right; `box` is left, top, right and bottom in hundredths of the turned picture."""

    turn: int = 0
    box: tuple[float, float, float, float] = WHOLE

    def __bool__(self) -> bool:
        return bool(self.turn) or self.box != WHOLE

    @property
    def name(self) -> str:
        """What the cut is called in the names of files."""
        return f"-{self.turn}-" + "-".join(str(round(side * 100)) for side in self.box) if self else ""

    def size(self, width: int, height: int) -> tuple[int, int]:
        """How large a picture of this size is after the cut, at least one pixel each way."""
        left, top, right, bottom = self._pixels(*self._turned(width, height))
        return right - left, bottom - top

    def apply(self, image: Image.Image) -> Image.Image:
        """The picture, upright before, as the cut leaves it."""
        if self.turn:
            image = image.transpose(TURNS[self.turn])
        return image.crop(self._pixels(*image.size)) if self.box != WHOLE else image

    def _turned(self, width: int, height: int) -> tuple[int, int]:
        return (height, width) if self.turn in (90, 270) else (width, height)

    def _pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        left = min(width - 1, round(width * self.box[0] / 100))
        top = min(height - 1, round(height * self.box[1] / 100))
        right = max(left + 1, round(width * self.box[2] / 100))
        return left, top, right, max(top + 1, round(height * self.box[3] / 100))
