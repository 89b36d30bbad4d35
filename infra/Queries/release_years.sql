-- From which years are the songs of the latest snapshots?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
),
charted AS (
  SELECT DISTINCT e.song_id, e.snapshot_date
  FROM playlist_entries e
  JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
  WHERE e.kind = 'track'
),
released AS (
  SELECT s.song_id, s.snapshot_date, min(try_cast(substr(al.release_date, 1, 4) AS integer)) AS release_year
  FROM (SELECT DISTINCT song_id, snapshot_date, album_id FROM songs) s
  JOIN (SELECT DISTINCT album_id, snapshot_date, release_date FROM albums) al
    ON al.album_id = s.album_id AND al.snapshot_date = s.snapshot_date
  GROUP BY s.song_id, s.snapshot_date
)
SELECT r.release_year, count(DISTINCT c.song_id) AS songs
FROM charted c
LEFT JOIN released r ON r.song_id = c.song_id AND r.snapshot_date = c.snapshot_date
GROUP BY r.release_year
ORDER BY r.release_year DESC
