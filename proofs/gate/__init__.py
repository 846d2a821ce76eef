"""The gate: runs the provers on the kernel and decides whether what they say may be believed."""
