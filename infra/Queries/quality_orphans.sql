-- Rows of the last 31 days that name a playlist, song, album or artist without a row. It must return nothing.
WITH charted AS (
  SELECT playlist_id, snapshot_date, kind, song_id, album_id, artist_id
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day
),
days AS (
  SELECT playlist_id, snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
orphans AS (
  SELECT 'playlist_days' AS missing_in, e.playlist_id AS id, e.snapshot_date
  FROM charted e
  LEFT JOIN days d ON d.playlist_id = e.playlist_id AND d.snapshot_date = e.snapshot_date
  WHERE d.playlist_id IS NULL
  UNION ALL
  SELECT 'charted_songs', e.song_id, e.snapshot_date
  FROM charted e
  LEFT JOIN charted_songs s ON s.song_id = e.song_id
  WHERE e.kind = 'track' AND e.song_id IS NOT NULL AND s.song_id IS NULL
  UNION ALL
  SELECT 'charted_albums', e.album_id, e.snapshot_date
  FROM charted e
  LEFT JOIN charted_albums a ON a.album_id = e.album_id
  WHERE e.album_id IS NOT NULL AND a.album_id IS NULL
  UNION ALL
  SELECT 'charted_artists', e.artist_id, e.snapshot_date
  FROM charted e
  LEFT JOIN charted_artists a ON a.artist_id = e.artist_id
  WHERE e.artist_id IS NOT NULL AND a.artist_id IS NULL
  UNION ALL
  SELECT 'charted_artists', c.artist_id, c.last_day
  FROM song_credits c
  LEFT JOIN charted_artists a ON a.artist_id = c.artist_id
  WHERE c.last_day > current_date - interval '31' day AND a.artist_id IS NULL
  UNION ALL
  SELECT 'charted_songs', c.song_id, c.last_day
  FROM song_credits c
  LEFT JOIN charted_songs s ON s.song_id = c.song_id
  WHERE c.last_day > current_date - interval '31' day AND s.song_id IS NULL
)
SELECT missing_in, id, min(snapshot_date) AS first_day, max(snapshot_date) AS last_day
FROM orphans
GROUP BY missing_in, id
ORDER BY missing_in, id
