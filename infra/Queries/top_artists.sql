-- Which artists have the most songs on the latest snapshots?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
),
credits AS (
  SELECT DISTINCT song_id, snapshot_date, artist_id FROM song_artists
),
names AS (
  SELECT artist_id, snapshot_date, min(name) AS name
  FROM artists
  GROUP BY artist_id, snapshot_date
)
SELECT
  min(n.name) AS artist,
  count(DISTINCT e.song_id) AS songs,
  count(DISTINCT e.playlist_id) AS playlists,
  min(CAST(e.position AS integer)) + 1 AS best_rank
FROM playlist_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
JOIN credits c ON c.song_id = e.song_id AND c.snapshot_date = e.snapshot_date
JOIN names n ON n.artist_id = c.artist_id AND n.snapshot_date = c.snapshot_date
WHERE e.kind = 'track'
GROUP BY n.artist_id
ORDER BY songs DESC, best_rank, artist
LIMIT 50
