"""What people see and do of recognition; a file per noun."""
