"""The only files of ours that a submission's process can see: nothing here may be a secret."""
