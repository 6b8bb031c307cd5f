"""The commands of ``zhiban``, one module each; heavy imports happen inside ``command``."""
