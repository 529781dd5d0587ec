"""Making: notebooks run, rendered and put in place, only what changed."""
