"""`python -m claimapp` is the program `claimapp`."""

from claimapp.cli.main import run

if __name__ == "__main__":
    run()
