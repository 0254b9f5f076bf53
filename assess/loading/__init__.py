"""From files to models: text → tree (`document`), tree → model (`cursor` and the loaders). Bad input never raises."""
