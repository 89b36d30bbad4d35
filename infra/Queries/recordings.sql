-- Where the 20 recordings with most playlists were in the last 31 days: all songs of one ISRC are one recording.
WITH versions AS (
  SELECT
    song_id,
    song,
    last_day,
    coalesce(upper(replace(isrc, '-', '')), song_id) AS recording,
    isrc IS NOT NULL AS has_isrc
  FROM charted_songs
  WHERE last_day > current_date - interval '31' day
),
places AS (
  SELECT e.playlist_id, e.snapshot_date, e.playlist, e.song_id, e.rank, v.recording
  FROM chart_entries e
  JOIN versions v ON v.song_id = e.song_id
  WHERE e.snapshot_date > current_date - interval '31' day AND e.kind = 'track'
),
presences AS (
  SELECT
    recording,
    playlist_id,
    max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist,
    count(DISTINCT song_id) AS versions_here,
    count(DISTINCT snapshot_date) AS days,
    min(snapshot_date) AS first_day,
    max(snapshot_date) AS last_day,
    min(rank) AS best_rank
  FROM places
  GROUP BY recording, playlist_id
),
counted AS (
  SELECT
    *,
    count(*) OVER (PARTITION BY recording) AS playlists,
    sum(days) OVER (PARTITION BY recording) AS all_days,
    min(best_rank) OVER (PARTITION BY recording) AS top_rank
  FROM presences
),
ordered AS (
  SELECT *, dense_rank() OVER (ORDER BY playlists DESC, all_days DESC, top_rank, recording) AS number
  FROM counted
),
-- The name is that of the version that was on a playlist last.
named AS (
  SELECT
    recording,
    song_id,
    song,
    has_isrc,
    count(*) OVER (PARTITION BY recording) AS versions,
    row_number() OVER (PARTITION BY recording ORDER BY last_day DESC, song_id) AS choice
  FROM versions
)
SELECT
  CASE WHEN n.has_isrc THEN p.recording END AS isrc,
  n.song_id,
  n.song,
  k.artist,
  n.versions,
  p.playlists,
  p.playlist_id,
  p.playlist,
  p.versions_here,
  p.days,
  p.first_day,
  p.last_day,
  p.best_rank
FROM ordered p
JOIN named n ON n.recording = p.recording AND n.choice = 1
LEFT JOIN song_credits k ON k.song_id = n.song_id AND k.position = 0
WHERE p.number <= 20
ORDER BY p.number, p.days DESC, p.best_rank, p.playlist_id
LIMIT 1000
