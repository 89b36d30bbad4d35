-- What is on each playlist's latest snapshot: tracks, episodes, local files, what Spotify no longer has, and repeats.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
),
entries AS (
  SELECT playlist_id, snapshot_date, kind, song_id
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day
)
SELECT
  p.playlist_id,
  p.playlist,
  p.snapshot_date,
  p.track_count AS entries,
  count_if(e.kind = 'track') AS tracks,
  count_if(e.kind = 'episode') AS episodes,
  count_if(e.kind = 'local') AS local_files,
  count_if(e.kind = 'missing') AS missing,
  count(CASE WHEN e.kind = 'track' THEN e.song_id END)
    - count(DISTINCT CASE WHEN e.kind = 'track' THEN e.song_id END) AS repeats
FROM playlist_days p
JOIN latest l ON l.playlist_id = p.playlist_id AND l.snapshot_date = p.snapshot_date
LEFT JOIN entries e ON e.playlist_id = p.playlist_id AND e.snapshot_date = p.snapshot_date
WHERE p.snapshot_date > current_date - interval '31' day
GROUP BY p.playlist_id, p.playlist, p.snapshot_date, p.track_count
ORDER BY p.playlist, p.playlist_id
