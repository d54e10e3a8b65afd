"""Emoji written as words between colons, as most generators show them. Words that name no emoji stay as they are."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"(?<![\w:/]):([a-z][a-z0-9_]{1,30}|[xv]|\+1|-1|100):(?![\w:])")
#: Names in use that are not the character's own name in Unicode.
BY_WORD = {
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "100": "💯", "tada": "🎉", "heart": "❤️",
    "smile": "😄", "smiley": "😃", "laughing": "😆", "joy": "😂", "wink": "😉", "blush": "😊", "grin": "😁",
    "sweat_smile": "😅", "slightly_smiling_face": "🙂", "thinking": "🤔", "cry": "😢", "sob": "😭",
    "scream": "😱", "sunglasses": "😎", "heart_eyes": "😍", "stuck_out_tongue": "😛", "wave": "👋",
    "clap": "👏", "raised_hands": "🙌", "pray": "🙏", "muscle": "💪", "ok_hand": "👌", "point_right": "👉",
    "point_left": "👈", "point_up": "☝️", "point_down": "👇", "warning": "⚠️", "zap": "⚡", "star": "⭐",
    "star2": "🌟", "boom": "💥", "bulb": "💡", "computer": "💻", "tools": "🛠️", "hammer": "🔨",
    "hammer_and_wrench": "🛠️", "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌",
    "exclamation": "❗", "question": "❓", "information_source": "ℹ️", "point_up_2": "👆", "email": "📧",
    "mailbox": "📫", "phone": "☎️", "book": "📖", "books": "📚", "pencil": "📝", "pencil2": "✏️",
    "link": "🔗", "lock": "🔒", "key": "🔑", "mag": "🔍", "gear": "⚙️", "package": "📦", "coffee": "☕",
    "beer": "🍺", "beers": "🍻", "pizza": "🍕", "cake": "🍰", "gift": "🎁", "christmas_tree": "🎄",
    "sunny": "☀️", "cloud": "☁️", "snowflake": "❄️", "rainbow": "🌈", "earth_americas": "🌎", "dog": "🐶",
    "cat": "🐱", "snake": "🐍", "whale": "🐳", "art": "🎨", "musical_note": "🎵", "movie_camera": "🎥",
    "camera": "📷", "tv": "📺", "chart_with_upwards_trend": "📈", "calendar": "📅", "clock": "🕒",
    "hourglass": "⌛", "construction": "🚧", "recycle": "♻️", "arrow_right": "➡️", "arrow_left": "⬅️",
    "arrow_up": "⬆️", "arrow_down": "⬇️", "facepalm": "🤦", "shrug": "🤷", "robot": "🤖", "poop": "💩",
    "sparkling_heart": "💖", "v": "✌️", "us": "🇺🇸", "gem": "💎", "hearts": "♥️",
}  # fmt: skip


def with_emoji(text: str) -> str:
    """The text with every known emoji word replaced by its character."""
    return WORD.sub(lambda found: _character(found.group(1)) or found.group(0), text)


def _character(word: str) -> str:
    if word in BY_WORD:
        return BY_WORD[word]
    try:
        sign = unicodedata.lookup(word.replace("_", " ").upper())
    except KeyError:
        return ""
    return sign if len(sign) == 1 and ord(sign) >= 0x2600 else ""
