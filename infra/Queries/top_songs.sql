-- The first 50 songs of each playlist's latest snapshot.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
)
SELECT e.playlist, e.snapshot_date, e.rank, e.song, e.artists
FROM chart_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track' AND e.rank <= 50
ORDER BY e.playlist, e.playlist_id, e.rank
