"""From a proposal and its assessment to a Markdown draft that people go on writing."""
