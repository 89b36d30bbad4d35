-- Where a song appeared first and where next, and after how many days: the latest 1,000 of the last 92 days.
WITH playlists_read AS (
  SELECT
    playlist_id,
    min(snapshot_date) AS first_read,
    max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '92' day
  GROUP BY playlist_id
),
appearances AS (
  SELECT playlist_id, song_id, min(snapshot_date) AS first_day
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '92' day AND kind = 'track' AND song_id IS NOT NULL
  GROUP BY playlist_id, song_id
),
numbered AS (
  SELECT
    a.song_id,
    a.playlist_id,
    p.playlist,
    a.first_day,
    a.first_day > p.first_read AS is_seen,
    count(*) OVER (PARTITION BY a.song_id) AS playlists,
    row_number() OVER (PARTITION BY a.song_id ORDER BY a.first_day, a.playlist_id) AS number
  FROM appearances a
  JOIN playlists_read p ON p.playlist_id = a.playlist_id
),
-- A song that is there when its playlist is first read may have come on any day before.
followed AS (
  SELECT
    song_id,
    playlist_id,
    playlist,
    first_day,
    playlists,
    number,
    lead(playlist_id) OVER (PARTITION BY song_id ORDER BY number) AS next_playlist_id,
    lead(playlist) OVER (PARTITION BY song_id ORDER BY number) AS next_playlist,
    lead(first_day) OVER (PARTITION BY song_id ORDER BY number) AS next_day
  FROM numbered
  WHERE is_seen
)
SELECT
  f.song_id,
  s.song,
  k.artist,
  f.playlist_id,
  f.playlist,
  f.first_day,
  f.next_playlist_id,
  f.next_playlist,
  f.next_day,
  date_diff('day', f.first_day, f.next_day) AS days,
  f.playlists
FROM followed f
JOIN charted_songs s ON s.song_id = f.song_id
LEFT JOIN song_credits k ON k.song_id = f.song_id AND k.position = 0
WHERE f.number = 1 AND f.next_day IS NOT NULL AND s.first_day > current_date - interval '92' day
ORDER BY f.next_day DESC, f.first_day DESC, f.song_id
LIMIT 1000
