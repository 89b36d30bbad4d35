-- Rows with the same key, of the last 31 days and of all songs, albums and artists. It must return nothing.
WITH keys AS (
  SELECT 'playlist_days' AS table_name, playlist_id || ' ' || CAST(snapshot_date AS varchar) AS row_key
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  UNION ALL
  SELECT 'chart_entries', playlist_id || ' ' || CAST(snapshot_date AS varchar) || ' ' || CAST(rank AS varchar)
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day
  UNION ALL
  SELECT 'charted_songs', song_id
  FROM charted_songs
  UNION ALL
  SELECT 'charted_albums', album_id
  FROM charted_albums
  UNION ALL
  SELECT 'charted_artists', artist_id
  FROM charted_artists
  UNION ALL
  SELECT 'song_credits', song_id || ' ' || artist_id
  FROM song_credits
)
SELECT table_name, row_key, count(*) AS copies
FROM keys
GROUP BY table_name, row_key
HAVING count(*) > 1
ORDER BY table_name, row_key
