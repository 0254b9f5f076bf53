"""Speed, as ratios against what nobody can avoid paying: `python -m benchmarks`."""
