-- From which years are the songs of the latest snapshots?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
),
song_years AS (
  SELECT DISTINCT e.song_id, try_cast(substr(al.release_date, 1, 4) AS integer) AS release_year
  FROM playlist_entries e
  JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
  JOIN songs s ON s.song_id = e.song_id AND s.snapshot_date = e.snapshot_date
  LEFT JOIN albums al ON al.album_id = s.album_id AND al.snapshot_date = s.snapshot_date
  WHERE e.kind = 'track'
)
SELECT release_year, count(*) AS songs
FROM song_years
GROUP BY release_year
ORDER BY release_year DESC
