"""What we promise about speed, measured: ratios taken in one run, because machines differ and are noisy."""
