-- Which artists have the most songs on the latest snapshots?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
)
SELECT
  min(a.name) AS artist,
  count(DISTINCT e.song_id) AS songs,
  count(DISTINCT e.playlist_id) AS playlists,
  min(CAST(e.position AS integer)) + 1 AS best_rank
FROM playlist_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
JOIN song_artists sa ON sa.song_id = e.song_id AND sa.snapshot_date = e.snapshot_date
JOIN artists a ON a.artist_id = sa.artist_id AND a.snapshot_date = sa.snapshot_date
WHERE e.kind = 'track'
GROUP BY a.artist_id
ORDER BY songs DESC, best_rank, artist
LIMIT 50
