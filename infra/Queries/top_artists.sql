-- Which artists have the most songs on the latest snapshots?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
),
names AS (
  SELECT artist_id, snapshot_date, min(name) AS name
  FROM artists
  GROUP BY artist_id, snapshot_date
),
credits AS (
  SELECT DISTINCT sa.song_id, sa.snapshot_date, sa.artist_id, n.name
  FROM song_artists sa
  JOIN names n ON n.artist_id = sa.artist_id AND n.snapshot_date = sa.snapshot_date
)
SELECT
  min(c.name) AS artist,
  count(DISTINCT e.song_id) AS songs,
  count(DISTINCT e.playlist_id) AS playlists,
  min(CAST(e.position AS integer)) + 1 AS best_rank
FROM playlist_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
JOIN credits c ON c.song_id = e.song_id AND c.snapshot_date = e.snapshot_date
WHERE e.kind = 'track'
GROUP BY c.artist_id
ORDER BY songs DESC, best_rank, artist, c.artist_id
LIMIT 50
