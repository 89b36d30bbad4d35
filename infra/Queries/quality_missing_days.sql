-- Playlists and days of the last seven days that have snapshots and were not published. It must return nothing.
WITH given AS (
  SELECT playlist_id, CAST(snapshot_date AS date) AS snapshot_date, max(nullif(name, '')) AS playlist
  FROM playlists
  WHERE snapshot_date > CAST(current_date - interval '7' day AS varchar)
  GROUP BY playlist_id, snapshot_date
),
published AS (
  SELECT playlist_id, snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '7' day
)
SELECT g.playlist_id, g.playlist, g.snapshot_date
FROM given g
LEFT JOIN published p ON p.playlist_id = g.playlist_id AND p.snapshot_date = g.snapshot_date
WHERE p.playlist_id IS NULL
ORDER BY g.snapshot_date, g.playlist_id
