"""What people tell the house: barriers that they meet, and the statement that answers for them."""
