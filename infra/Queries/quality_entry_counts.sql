-- Playlists and days of the last 31 days with another number of entries than Spotify gave. It must return nothing.
WITH counted AS (
  SELECT playlist_id, snapshot_date, count(*) AS entries
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id, snapshot_date
)
SELECT d.playlist_id, d.playlist, d.snapshot_date, d.track_count, coalesce(c.entries, 0) AS entries
FROM playlist_days d
LEFT JOIN counted c ON c.playlist_id = d.playlist_id AND c.snapshot_date = d.snapshot_date
WHERE d.snapshot_date > current_date - interval '31' day
  AND (d.track_count IS DISTINCT FROM coalesce(c.entries, 0) OR d.entries IS DISTINCT FROM coalesce(c.entries, 0))
ORDER BY d.snapshot_date, d.playlist_id
