-- The 100 pairs of artists who share most songs, of those with at most 20 artists on a playlist in the last 31 days.
WITH charted AS (
  SELECT song_id, playlist_id, min(rank) AS rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND song_id IS NOT NULL
    AND song_id NOT IN (SELECT song_id FROM song_credits WHERE position >= 20)
  GROUP BY song_id, playlist_id
)
SELECT
  max(one.artist) AS artist,
  max(other.artist) AS other_artist,
  count(DISTINCT c.song_id) AS songs,
  count(DISTINCT c.playlist_id) AS playlists,
  min(c.rank) AS best_rank
FROM charted c
JOIN song_credits a ON a.song_id = c.song_id
JOIN song_credits b ON b.song_id = a.song_id AND b.artist_id > a.artist_id
LEFT JOIN charted_artists one ON one.artist_id = a.artist_id
LEFT JOIN charted_artists other ON other.artist_id = b.artist_id
GROUP BY a.artist_id, b.artist_id
ORDER BY songs DESC, playlists DESC, best_rank, artist, other_artist, a.artist_id, b.artist_id
LIMIT 100
