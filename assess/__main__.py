"""The command `assess`, and `python -m assess`."""

import gc


def main() -> None:
    """Run the command line. A run is short and makes few cycles: collections are rare, from before the modules are loaded."""
    gc.set_threshold(100_000, 20, 20)
    from assess.cli import main as run

    run()


if __name__ == "__main__":
    main()
