"""What messages about nominations and awards say: a file per noun."""
