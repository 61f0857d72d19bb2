"""Claims at rest: claim.toml, assessment.json, and writing without ever leaving half a file."""
