"""What a day brings about without anybody's doing; `foundation.jobs.ticks` says when each is called."""
