-- What stands on each playlist's latest snapshot: tracks, episodes, local files, and what Spotify no longer has?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
)
SELECT
  p.name AS playlist,
  p.snapshot_date,
  CAST(p.track_count AS integer) AS entries,
  count(CASE WHEN e.kind = 'track' THEN 1 END) AS tracks,
  count(CASE WHEN e.kind = 'episode' THEN 1 END) AS episodes,
  count(CASE WHEN e.kind = 'local' THEN 1 END) AS local_files,
  count(CASE WHEN e.kind = 'missing' THEN 1 END) AS missing,
  count(CASE WHEN e.kind = 'track' THEN 1 END) - count(DISTINCT CASE WHEN e.kind = 'track' THEN e.song_id END) AS repeats
FROM playlists p
JOIN latest l ON l.playlist_id = p.playlist_id AND l.snapshot_date = p.snapshot_date
LEFT JOIN playlist_entries e ON e.playlist_id = p.playlist_id AND e.snapshot_date = p.snapshot_date
GROUP BY p.name, p.playlist_id, p.snapshot_date, p.track_count
ORDER BY p.name, p.playlist_id
