"""Places where people meet a brand: what their address tells, and what their page shows."""
