"""Values of a claim: no I/O, no models, no Qt; standard library and numpy only."""
