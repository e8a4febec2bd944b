"""The ledger as a page: records to HTML that opens from disk, without a network and without anything run on it."""
