"""What a host does with the program: try it, run it alone on its machine, examine it, bring classes in and out."""
