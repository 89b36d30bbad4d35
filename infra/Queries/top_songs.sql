-- Which songs stand at the top of each playlist's latest snapshot?
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  GROUP BY playlist_id
),
credits AS (
  SELECT song_id, snapshot_date, array_join(array_agg(name ORDER BY position), ', ') AS artists
  FROM (
    SELECT DISTINCT sa.song_id, sa.snapshot_date, CAST(sa.position AS integer) AS position, a.name
    FROM (SELECT DISTINCT song_id, snapshot_date, artist_id, position FROM song_artists) sa
    JOIN (SELECT DISTINCT artist_id, snapshot_date, name FROM artists) a
      ON a.artist_id = sa.artist_id AND a.snapshot_date = sa.snapshot_date
  )
  GROUP BY song_id, snapshot_date
)
SELECT
  p.name AS playlist,
  e.snapshot_date,
  CAST(e.position AS integer) + 1 AS rank,
  e.name AS song,
  c.artists
FROM playlist_entries e
JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
JOIN playlists p ON p.playlist_id = e.playlist_id AND p.snapshot_date = e.snapshot_date
LEFT JOIN credits c ON c.song_id = e.song_id AND c.snapshot_date = e.snapshot_date
WHERE e.kind = 'track' AND CAST(e.position AS integer) < 50
ORDER BY p.name, p.playlist_id, rank
