"""Reading: an article -> DataFrames, one a layer, every span verified."""
