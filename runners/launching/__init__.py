"""Making runs elsewhere: on a cluster, over the same plan that workers on this machine read."""
