"""Studies: what a TOML file declares becomes steps and runs, of which only what is missing is made."""
