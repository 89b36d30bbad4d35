-- The release years of the songs on each playlist's latest snapshot; without a year, those of which it is unknown.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
)
SELECT e.playlist_id, e.playlist, e.release_year, count(DISTINCT e.song_id) AS songs
FROM chart_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track' AND e.song_id IS NOT NULL
GROUP BY e.playlist_id, e.playlist, e.release_year
ORDER BY e.playlist, e.playlist_id, e.release_year DESC
