"""What happened, kept: entries with a chain of checksums, a file that loses nothing, turns.

The journal is the save. It is append-only JSON lines; ``format`` says what an entry is,
``store`` keeps the file, ``timeline`` reads turns out of it, ``migrations`` opens old ones,
``public_file`` writes the spectator's file beside it and ``follower`` reads that.
"""
