"""What only an optional extra needs; never imported by the floors."""
