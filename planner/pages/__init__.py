"""What pages show, in words: a file per noun, as its view is named."""
