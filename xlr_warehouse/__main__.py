"""`python -m xlr_warehouse` is `xlr`."""

from xlr_warehouse.cli import main

main()
