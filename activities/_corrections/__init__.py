"""Corrections from one learner to another: all that stands behind `/correct`, the cards, the queue and the notebook."""
