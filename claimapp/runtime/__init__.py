"""Weights and engines: the manifest with its hashes, and every engine behind one Protocol."""

from claimapp.runtime.offline import stay_offline

# Work at import, the one exception: no module of this package can then import an engine before it.
stay_offline()
