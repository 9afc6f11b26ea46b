"""What answers a request: a file per noun, functions in one rhythm."""
