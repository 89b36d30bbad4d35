-- Playlists and days of the last seven days that have snapshots and were not published. It must return nothing.
SELECT p.playlist_id, max(nullif(p.name, '')) AS playlist, CAST(p.snapshot_date AS date) AS snapshot_date
FROM playlists p
LEFT JOIN playlist_days d
  ON d.playlist_id = p.playlist_id
  AND d.snapshot_date = CAST(p.snapshot_date AS date)
  AND d.snapshot_date > current_date - interval '7' day
WHERE p.snapshot_date > CAST(current_date - interval '7' day AS varchar) AND d.playlist_id IS NULL
GROUP BY p.playlist_id, p.snapshot_date
ORDER BY snapshot_date, p.playlist_id
