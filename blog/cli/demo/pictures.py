"""The pictures of the demo site by name: what draws each, what it shows in words, and its caption."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from blog.cli.demo.drawing import mockups, patterns, portraits, shores, systems

CREDIT = "Drawn by code for this site"


@dataclass(frozen=True)
class Picture:
    """A picture that can be drawn at any time and always comes out the same."""

    name: str
    draw: Callable[[], Image.Image]
    alt: str
    caption: str = ""
    focal: tuple[int, int] = (50, 50)

    def encoded(self) -> bytes:
        """The file, in the format that its name says."""
        sheet = io.BytesIO()
        if self.name.endswith(".png"):
            self.draw().save(sheet, "PNG", optimize=False)
        else:
            self.draw().save(sheet, "JPEG", quality=84)
        return sheet.getvalue()


PICTURES: dict[str, Picture] = {
    picture.name: picture
    for picture in (
        Picture(
            "estuary.jpg",
            shores.estuary,
            "A low pale sun over a river mouth: bands of green and blue water run towards the viewer, "
            "and a line of dark stakes marks the channel on the left.",
            "The Linnet at half ebb.",
            (68, 46),
        ),
        Picture(
            "ridgeway.jpg",
            shores.ridgeway,
            "Six ranges of hills at dusk, from orange to nearly black, with a dotted path climbing across them "
            "under a setting sun and the first stars.",
            focal=(45, 50),
        ),
        Picture(
            "soundings.jpg",
            shores.soundings,
            "A chart of an invented coast: bands of blue deepen to the left, contour lines follow them, a red line "
            "marks the shore and small numbers give the depth.",
            "An invented sea floor with fourteen bands of depth.",
        ),
        Picture(
            "drift.jpg",
            shores.drift,
            "Hundreds of short curved strokes in rust, amber and blue sweep together like sand following a current.",
            "Fifteen hundred grains, each following the same wind.",
        ),
        Picture(
            "spring-tide.jpg",
            shores.spring_tide,
            "An arc of fifteen moons from new to full and back; below it, vertical bars for the tides grow tall at new "
            "and full moon and short at the quarters.",
            "A month of moons above a month of tides.",
        ),
        Picture(
            "harbour-light.jpg",
            shores.harbour_light,
            "A red and white lighthouse on a dark rock throws two beams across a purple night sky.",
            "The light on Gannet Rock, which is not on any map.",
            (40, 40),
        ),
        Picture(
            "squall.jpg",
            shores.squall,
            "A small boat with one white and one red sail on a green sea, under slanting rain and heavy cloud.",
            "Eleven hundred strokes of rain, minus the gaps.",
            (76, 62),
        ),
        Picture(
            "saltmarsh.jpg",
            shores.saltmarsh,
            "Dark creeks branch like trees across a mottled green and amber marsh, seen from high above.",
            "Three creeks that never touch.",
        ),
        Picture(
            "half-ebb.jpg",
            shores.half_ebb,
            "Hundreds of cracked plates of drying mud, from sand through rust to dark blue, around a pool of still "
            "water.",
            "Mud, from the bridge.",
        ),
        Picture(
            "stopped-clock.jpg",
            systems.stopped_clock,
            "A ring of golden and green bars like a clock face; at about eight o'clock a red hand stops and the "
            "remaining bars are flat and grey. Beside it, rows of a departure board turn red.",
            "A day of updates. The grey part is ours.",
            (62, 50),
        ),
        Picture(
            "waiting-blocks.jpg",
            systems.waiting_blocks,
            "Long rows of small green blocks seen from above, with a few taller ones in orange and red "
            "standing out of the line.",
            "Most jobs wait. A few have been picked up.",
        ),
        Picture(
            "dependencies.jpg",
            systems.dependencies,
            "Six columns of round nodes joined by curved lines; one red path runs from the left to the last node "
            "on the right.",
            "One stale input and everything that has to follow.",
        ),
        Picture(
            "shelves.jpg",
            patterns.shelves,
            "Three wooden shelves of cloth-bound books in blue, red, yellow and purple, with one book leaning "
            "in a gap on each shelf.",
        ),
        Picture(
            "quarters.png",
            patterns.quarters,
            "A grid of forty squares, each with a quarter circle, a half circle, a ring or a pie in red, green, "
            "yellow, blue and cream.",
        ),
        Picture(
            "letterform.jpg",
            patterns.letterform,
            "The letters R, a and g, very large, standing on a red baseline with thin lines marking cap height, "
            "x-height and descender; ten bars below grow by a constant ratio.",
            "Each bar is four thirds of the one before it.",
        ),
        Picture(
            "focus-path.jpg",
            patterns.focus_path,
            "A grid of dim rounded tiles on dark blue; a yellow path steps from tile to tile and ends at a bright red "
            "one with a white ring around it.",
            "Fourteen stops to the button that matters.",
            (88, 40),
        ),
        Picture(
            "build-ridges.jpg",
            systems.build_ridges,
            "Twenty-six jagged lines stacked like a mountain range, from green at the back to red in front; "
            "the right-hand hump shrinks line by line until it is nearly gone.",
            "One line a month. The hump on the right is the one that we removed.",
        ),
        Picture(
            "transit.png",
            systems.transit,
            "A map of an underground railway with five coloured lines, white stations and a pale river.",
        ),
        Picture(
            "truchet.jpg",
            patterns.truchet,
            "Ribbons in yellow, orange and green weave loops and curves across a purple ground.",
        ),
        Picture(
            "tidewatch.jpg",
            mockups.tidewatch,
            "A dark departure board for Port Linnet: a curve of the tide with the present moment marked, and four "
            "ferries below it, one late and one stopped by shallow water.",
        ),
        Picture(
            "marginalia.jpg",
            mockups.marginalia,
            "A reading window with a list on the left, a text with two highlighted passages, and two notes in the "
            "margin joined to them by thin lines.",
        ),
        Picture(
            "ledgerline.jpg",
            mockups.ledgerline,
            "A terminal window with seven accounts, their sums and a bar for each, ending in a balance of zero.",
        ),
        Picture(
            "lantern.jpg",
            mockups.lantern,
            "A sheet of six interface components with a mark on each; two are outlined in red, and a list on the "
            "right says that there are two to fix.",
        ),
        Picture(
            "quarry.jpg",
            mockups.quarry,
            "The plan of a database query as a tree; the branch that scans a whole table is thick and red.",
        ),
        Picture(
            "fieldnote.jpg",
            mockups.fieldnote,
            "Three telephones side by side: a list of plants, a form with a large leaf, and a map with coloured pins.",
        ),
        Picture(
            "ottoline.png",
            portraits.ottoline,
            "Portrait of Ottoline Brack in flat shapes: a dark bob, round red glasses and a yellow oilskin.",
        ),
        Picture(
            "edda.png",
            portraits.edda,
            "Portrait of Edda Lorne in flat shapes: silver hair in a knot, amber earrings and a plum jumper.",
        ),
        Picture(
            "jory.png",
            portraits.jory,
            "Portrait of Jory Penhallick in flat shapes: a green bobble hat and a red beard.",
        ),
    )
}
