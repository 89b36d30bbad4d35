-- The 100 albums with most songs on the latest snapshots of all playlists, and whose albums they are.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
)
SELECT
  max(a.album) AS album,
  max(a.artists) AS artists,
  count(DISTINCT e.playlist_id) AS playlists,
  count(DISTINCT e.song_id) AS songs,
  min(e.rank) AS best_rank
FROM chart_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
JOIN charted_albums a ON a.album_id = e.album_id
WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track'
GROUP BY e.album_id
ORDER BY songs DESC, playlists DESC, best_rank, album, e.album_id
LIMIT 100
