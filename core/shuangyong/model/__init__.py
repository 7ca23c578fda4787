"""The generic model of 双拥 work: record kinds, measures, units, periods, ledgers, problems."""
