"""data/lexicon/ read and checked: a list is data, and a broken line names its file and number."""
