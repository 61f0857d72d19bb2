"""Train, evaluate and export the models; never imported by the program's daily path."""
