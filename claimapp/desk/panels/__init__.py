"""The parts of the window, each showing one side of the claim."""
