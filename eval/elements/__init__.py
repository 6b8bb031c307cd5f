"""Official documents invented in many layouts, to measure how their elements are recognised."""
