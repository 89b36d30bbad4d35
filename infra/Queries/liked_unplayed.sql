-- The 1,000 newest liked songs that were never played, on the latest day of the last 31 on which they were read.
WITH
-- $counted
-- $recordings
liked AS (
  SELECT
    e.rank,
    e.added_at,
    e.song_id,
    e.song,
    e.artist,
    e.album,
    upper(replace(s.isrc, '-', '')) AS isrc
  FROM chart_entries e
  LEFT JOIN charted_songs s ON s.song_id = e.song_id AND s.last_day > current_date - interval '31' day
  WHERE e.playlist_id = 'liked'
    AND e.kind = 'track'
    AND e.snapshot_date > current_date - interval '31' day
    AND e.snapshot_date = (
      SELECT max(snapshot_date)
      FROM playlist_days
      WHERE playlist_id = 'liked' AND snapshot_date > current_date - interval '31' day
    )
),
named AS (
  SELECT
    *,
    -- $folded
    AS folded
  FROM liked
),
played AS (
  SELECT DISTINCT CASE k.kind WHEN 'recording' THEN h.recording WHEN 'name' THEN h.folded ELSE h.song_id END AS key
  FROM (SELECT DISTINCT recording, folded, song_id FROM heard WHERE is_song) h
  CROSS JOIN (VALUES ('recording'), ('name'), ('id')) AS k (kind)
),
asked AS (
  SELECT n.rank, n.added_at, n.song_id, n.song, n.artist, n.album,
    CASE k.kind WHEN 'id' THEN n.song_id WHEN 'isrc' THEN n.isrc ELSE n.folded END AS key
  FROM named n
  CROSS JOIN (VALUES ('id'), ('isrc'), ('name')) AS k (kind)
),
joined AS (
  -- Without any play nothing is known.
  SELECT a.rank, a.added_at, a.song_id, a.song, a.artist, a.album, p.key, count(p.key) OVER () AS known
  FROM asked a
  FULL JOIN played p ON p.key = a.key
),
unplayed AS (
  SELECT rank, added_at, song_id, song, artist, album
  FROM joined
  WHERE rank IS NOT NULL AND known > 0
  GROUP BY rank, added_at, song_id, song, artist, album
  HAVING count(key) = 0
)
SELECT
  CAST(
    date_add(
      'minute',
      60 * timezone_hour(with_timezone(added_at, 'UTC') AT TIME ZONE '$time_zone')
        + timezone_minute(with_timezone(added_at, 'UTC') AT TIME ZONE '$time_zone'),
      added_at)
    AS date) AS liked_on,
  song_id,
  song,
  artist,
  album
FROM unplayed
ORDER BY rank
LIMIT 1000
