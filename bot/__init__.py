"""Glassbox: a self-hosted Discord bot that helps people argue honestly about how open AI models are."""

import os

__version__ = "0.1.0"

# onnxruntime reports its use to its publisher unless this is set before it is loaded (seen in 1.32 on Linux).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
