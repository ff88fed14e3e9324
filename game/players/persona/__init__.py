"""The four persona players: priorities, values of levers and deals, and the choice of orders."""
