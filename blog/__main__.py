"""The `blog` command, also as `python -m blog`."""

from blog import create_app
from blog.cli import main as command


def main() -> None:
    command(create_app)


if __name__ == "__main__":
    main()
