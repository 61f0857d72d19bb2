"""Train, evaluate and export the models; never imported by the program's daily path."""

from claimapp.runtime.offline import stay_offline

# As in runtime: engines are imported here too, and must find the way out closed.
stay_offline()
