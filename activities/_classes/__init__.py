"""A class: how it begins, what its teacher decides, how it ends."""
