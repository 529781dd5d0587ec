"""`python -m beleg` does what `beleg` does."""

from beleg.cli import main

main()
