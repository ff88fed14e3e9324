"""The facilitator's workshop: plan and clock, paper, injects, several tables, kit and debrief."""
