"""What people decided: gold files, standoff and joined, scores of predictions, agreement, adjudication."""
