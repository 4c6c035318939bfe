"""The core of xlr-warehouse: errors, spans, the plug-in catalogue, the warehouse, output and the command."""

__version__ = "0.1.0.dev0"
