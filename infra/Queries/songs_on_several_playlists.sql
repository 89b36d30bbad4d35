-- The 100 songs that are on most playlists on the latest day, of those on more than one.
WITH latest AS (
  SELECT max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
)
SELECT
  max(e.song) AS song,
  max(e.artist) AS artist,
  count(DISTINCT e.playlist_id) AS playlists,
  min(e.rank) AS best_rank,
  max(e.snapshot_date) AS snapshot_date
FROM chart_entries e
JOIN latest l ON l.snapshot_date = e.snapshot_date
WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track' AND e.song_id IS NOT NULL
GROUP BY e.song_id
HAVING count(DISTINCT e.playlist_id) > 1
ORDER BY playlists DESC, best_rank, song, e.song_id
LIMIT 100
