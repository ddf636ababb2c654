"""Other ways to fit the Chinchilla law, each a program that reads a workload and prints JSON."""
