"""What recognition finds wrong with a week; registered with the planner's checks."""
