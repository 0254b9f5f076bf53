"""The shipped rubrics: what they rest on, and what the law of the day makes of them."""
