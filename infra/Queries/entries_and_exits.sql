-- The songs that came to a playlist, came back or left it, snapshot by snapshot over the last 31 days.
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    playlist,
    lag(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_before,
    lead(snapshot_date) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_after,
    lead(playlist) OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS playlist_after
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '31' day
),
places AS (
  SELECT playlist_id, snapshot_date, song_id, min(song) AS song, min(artist) AS artist, min(rank) AS rank
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND song_id IS NOT NULL
  GROUP BY playlist_id, snapshot_date, song_id
),
stays AS (
  SELECT
    p.playlist_id,
    p.snapshot_date,
    p.song_id,
    p.song,
    p.artist,
    p.rank,
    d.playlist,
    d.day_before,
    d.day_after,
    d.playlist_after,
    lag(p.snapshot_date) OVER (PARTITION BY p.playlist_id, p.song_id ORDER BY p.snapshot_date) AS seen_before,
    lead(p.snapshot_date) OVER (PARTITION BY p.playlist_id, p.song_id ORDER BY p.snapshot_date) AS seen_after
  FROM places p
  JOIN days d ON d.playlist_id = p.playlist_id AND d.snapshot_date = p.snapshot_date
),
changes AS (
  SELECT
    playlist_id,
    playlist,
    snapshot_date,
    CASE WHEN seen_before IS NULL THEN 'entry' ELSE 're-entry' END AS change,
    song_id,
    song,
    artist,
    rank
  FROM stays
  WHERE day_before IS NOT NULL AND (seen_before IS NULL OR seen_before < day_before)
  UNION ALL
  SELECT playlist_id, playlist_after, day_after, 'exit', song_id, song, artist, rank
  FROM stays
  WHERE day_after IS NOT NULL AND (seen_after IS NULL OR seen_after > day_after)
)
SELECT playlist_id, playlist, snapshot_date, change, song, artist, rank
FROM changes
ORDER BY snapshot_date DESC, playlist, playlist_id, change, rank, song_id
