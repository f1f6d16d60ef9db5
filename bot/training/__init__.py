"""Training the recogniser from the exemplars. Needs torch and scikit-learn; serving never imports it."""
