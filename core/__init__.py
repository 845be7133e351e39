"""The vocabulary of the house: values, errors, Beijing time, working days and the snapshot contract."""
