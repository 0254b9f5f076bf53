"""From the text of a YAML file to its tree, with the place of every value and of every fault."""
