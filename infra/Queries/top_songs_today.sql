-- The same as top_songs, of today's or yesterday's snapshots: straight from the CSV tables, before the publication.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlists
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  GROUP BY playlist_id
),
names AS (
  SELECT artist_id, snapshot_date, nullif(max(name), '') AS artist
  FROM artists
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  GROUP BY artist_id, snapshot_date
),
credits AS (
  SELECT song_id, artist_id, snapshot_date, min(CAST(position AS bigint)) AS place
  FROM song_artists
  WHERE snapshot_date >= CAST(current_date - interval '1' day AS varchar)
  GROUP BY song_id, artist_id, snapshot_date
),
credited AS (
  SELECT
    c.song_id,
    c.snapshot_date,
    nullif(array_join(array_agg(n.artist ORDER BY c.place, c.artist_id), ', '), '') AS artists
  FROM credits c
  LEFT JOIN names n ON n.artist_id = c.artist_id AND n.snapshot_date = c.snapshot_date
  GROUP BY c.song_id, c.snapshot_date
),
tracks AS (
  SELECT
    e.playlist_id,
    nullif(p.name, '') AS playlist,
    CAST(e.snapshot_date AS date) AS snapshot_date,
    CAST(e.position AS bigint) + 1 AS rank,
    nullif(e.name, '') AS song,
    c.artists,
    row_number() OVER (
      PARTITION BY e.playlist_id, coalesce(nullif(e.song_id, ''), e.position) ORDER BY CAST(e.position AS bigint)
    ) AS occurrence
  FROM playlist_entries e
  JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
  JOIN playlists p ON p.playlist_id = e.playlist_id AND p.snapshot_date = e.snapshot_date
  LEFT JOIN credited c ON c.song_id = e.song_id AND c.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date >= CAST(current_date - interval '1' day AS varchar)
    AND p.snapshot_date >= CAST(current_date - interval '1' day AS varchar)
    AND e.kind = 'track'
),
songs AS (
  SELECT
    playlist_id,
    playlist,
    snapshot_date,
    rank,
    song,
    artists,
    row_number() OVER (PARTITION BY playlist_id ORDER BY rank) AS number
  FROM tracks
  WHERE occurrence = 1
)
SELECT playlist_id, playlist, snapshot_date, rank, song, artists
FROM songs
WHERE number <= 50
ORDER BY playlist, playlist_id, rank
