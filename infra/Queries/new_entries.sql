-- Which songs are on the latest snapshot and were never on the playlist before?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date, min(snapshot_date) AS first_snapshot
  FROM playlists
  GROUP BY playlist_id
),
first_seen AS (
  SELECT playlist_id, song_id, min(snapshot_date) AS snapshot_date
  FROM playlist_entries
  WHERE kind = 'track'
  GROUP BY playlist_id, song_id
)
SELECT
  p.name AS playlist,
  e.snapshot_date,
  min(CAST(e.position AS integer)) + 1 AS rank,
  e.name AS song
FROM latest l
JOIN first_seen f
  ON f.playlist_id = l.playlist_id AND f.snapshot_date = l.snapshot_date AND l.snapshot_date > l.first_snapshot
JOIN playlist_entries e
  ON e.playlist_id = f.playlist_id AND e.song_id = f.song_id AND e.snapshot_date = f.snapshot_date
JOIN playlists p ON p.playlist_id = e.playlist_id AND p.snapshot_date = e.snapshot_date
GROUP BY p.name, p.playlist_id, e.snapshot_date, e.song_id, e.name
ORDER BY p.name, p.playlist_id, rank
