"""Help for officers who write for people: plain values and pure functions, from articles to drafts and practice."""
