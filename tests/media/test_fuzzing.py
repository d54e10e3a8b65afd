"""Broken and hostile files: whatever the bytes, the answer is an inspection or BadUpload."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blog.media import BadUpload, inspect, make_rendition, placeholder, plan_renditions, public_copy
from tests.media import samples

SEEDS = {
    **{format_: samples.telling(format_, 6, (24, 16)) for format_ in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")},
    "moving WebP": samples.moving("WEBP", size=(8, 8)),
    "moving GIF": samples.moving("GIF", size=(8, 8)),
    "film": samples.film(),
    "WebM": samples.webm(),
    "SVG": samples.CHART,
    "PDF": samples.PDF,
}
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1), st.sampled_from(["set", "cut", "drop", "insert", "double"]), st.binary(min_size=1, max_size=4)
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, changes) -> bytes:
    for where, what, new in changes:
        at = int(where * len(data))
        if what == "set":
            data = data[:at] + new + data[at + len(new) :]
        elif what == "cut":
            data = data[:at] if where > 0.3 else data
        elif what == "drop":
            data = data[:at] + data[at + len(new) :]
        elif what == "insert":
            data = data[:at] + new + data[at:]
        else:
            data = data[:at] + data[at : at + 64] + data[at:]
    return data


def use(data: bytes) -> None:
    """Does all that an upload goes through."""
    sentence = "Taken."
    try:
        found = inspect(data, "x")
        public_copy(data, found)
        placeholder(data)
        plan = [rendition for rendition in plan_renditions(found) if rendition.name == "square"]
        for rendition in plan[-1:]:
            make_rendition(data, rendition)
    except BadUpload as refused:
        sentence = str(refused)
    assert sentence.endswith(".")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_file_is_taken_or_refused_and_nothing_else(seed):
    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(CHANGES)
    def check(changes):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as it is in production, where a warning stops nothing
            use(changed(SEEDS[seed], changes))

    check()


@settings(max_examples=200, deadline=None, database=None)
@given(st.sampled_from([seed[:16] for seed in SEEDS.values()]), st.binary(max_size=200))
@example(b"", b"\x1a\x45\xdf\xa3\x42\x82\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff")
def test_any_bytes_after_a_true_head_are_taken_or_refused(head, rest):
    use(head + rest)


@pytest.mark.parametrize("warned", ["error", "ignore"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_cut_is_taken_or_refused(seed, warned):
    data = SEEDS[seed]
    with warnings.catch_warnings():
        warnings.simplefilter(warned)
        for end in range(0, len(data), max(1, len(data) // 40)):
            use(data[:end])
