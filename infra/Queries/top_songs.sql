-- The first 50 songs of each playlist's latest snapshot, each at its best place.
WITH latest AS (
  SELECT playlist_id, max(snapshot_date) AS snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
  GROUP BY playlist_id
),
tracks AS (
  SELECT
    e.playlist_id,
    e.playlist,
    e.snapshot_date,
    e.rank,
    e.song,
    e.artists,
    -- A track without an id is known by its place alone.
    row_number() OVER (
      PARTITION BY e.playlist_id, coalesce(e.song_id, CAST(e.rank AS varchar)) ORDER BY e.rank
    ) AS occurrence
  FROM chart_entries e
  JOIN latest l ON l.playlist_id = e.playlist_id AND l.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track'
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
