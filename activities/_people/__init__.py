"""Who belongs to a class: their names, their yes, what is kept of them and how it goes."""
