"""The steps of a claim, one package each: values in, values out; none knows another."""
