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
-- A song that is on a playlist twice has two rows of a day.
places AS (
  SELECT
    playlist_id,
    snapshot_date,
    song_id,
    song,
    artist,
    rank,
    row_number() OVER (PARTITION BY playlist_id, snapshot_date, song_id ORDER BY rank) AS choice
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND song_id IS NOT NULL
),
stays AS (
  SELECT
    playlist_id,
    snapshot_date,
    song_id,
    song,
    artist,
    rank,
    lag(snapshot_date) OVER (PARTITION BY playlist_id, song_id ORDER BY snapshot_date) AS seen_before,
    lead(snapshot_date) OVER (PARTITION BY playlist_id, song_id ORDER BY snapshot_date) AS seen_after
  FROM places
  WHERE choice = 1
),
changes AS (
  SELECT
    s.playlist_id,
    CASE WHEN c.is_exit THEN d.playlist_after ELSE d.playlist END AS playlist,
    CASE WHEN c.is_exit THEN d.day_after ELSE d.snapshot_date END AS snapshot_date,
    CASE WHEN c.is_exit THEN 'exit' WHEN s.seen_before IS NULL THEN 'entry' ELSE 're-entry' END AS change,
    s.song_id,
    s.song,
    s.artist,
    s.rank
  FROM stays s
  JOIN days d ON d.playlist_id = s.playlist_id AND d.snapshot_date = s.snapshot_date
  CROSS JOIN (VALUES (false), (true)) AS c (is_exit)
  WHERE CASE
    WHEN c.is_exit THEN d.day_after IS NOT NULL AND (s.seen_after IS NULL OR s.seen_after > d.day_after)
    ELSE d.day_before IS NOT NULL AND (s.seen_before IS NULL OR s.seen_before < d.day_before)
  END
)
SELECT playlist_id, playlist, snapshot_date, change, song, artist, rank
FROM changes
ORDER BY snapshot_date DESC, playlist, playlist_id, change, rank, song_id
