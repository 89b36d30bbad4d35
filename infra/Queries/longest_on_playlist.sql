-- Which songs have stood on a playlist on the most days?
SELECT
  min(p.name) AS playlist,
  min(e.name) AS song,
  count(DISTINCT e.snapshot_date) AS days,
  min(e.snapshot_date) AS first_day,
  max(e.snapshot_date) AS last_day,
  min(CAST(e.position AS integer)) + 1 AS best_rank
FROM playlist_entries e
JOIN playlists p ON p.playlist_id = e.playlist_id AND p.snapshot_date = e.snapshot_date
WHERE e.kind = 'track'
GROUP BY e.playlist_id, e.song_id
ORDER BY days DESC, best_rank, song, e.playlist_id, e.song_id
LIMIT 100
