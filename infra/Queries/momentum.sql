-- The 100 songs that gained or lost most in 7 days, and in 28, over all playlists: place 1 is 100 points, 100 is one.
WITH latest AS (
  SELECT max(snapshot_date) AS last_day
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '35' day
),
days AS (
  SELECT
    d.playlist_id,
    floor(date_diff('day', d.snapshot_date, l.last_day) / 7) AS weeks_ago,
    max(d.snapshot_date) AS snapshot_date
  FROM playlist_days d
  CROSS JOIN latest l
  WHERE d.snapshot_date > current_date - interval '35' day
  GROUP BY d.playlist_id, floor(date_diff('day', d.snapshot_date, l.last_day) / 7)
),
-- Of a playlist that was not read then, all songs would be new ones.
compared AS (
  SELECT playlist_id, count_if(weeks_ago = 1) > 0 AS has_7, count_if(weeks_ago = 4) > 0 AS has_28
  FROM days
  GROUP BY playlist_id
  HAVING count_if(weeks_ago = 0) > 0
),
places AS (
  SELECT e.playlist_id, d.weeks_ago, e.song_id, min(e.rank) AS rank
  FROM chart_entries e
  JOIN days d ON d.playlist_id = e.playlist_id AND d.snapshot_date = e.snapshot_date
  WHERE e.snapshot_date > current_date - interval '35' day
    AND d.weeks_ago IN (0, 1, 4)
    AND e.kind = 'track'
    AND e.song_id IS NOT NULL
    AND e.rank <= 100
  GROUP BY e.playlist_id, d.weeks_ago, e.song_id
),
counted AS (
  SELECT
    p.song_id,
    count_if(p.weeks_ago = 0) AS playlists,
    min(CASE WHEN p.weeks_ago = 0 THEN p.rank END) AS best_rank,
    sum(CASE WHEN p.weeks_ago = 0 THEN 101 - p.rank ELSE 0 END) AS points,
    sum(CASE WHEN c.has_7 THEN CASE p.weeks_ago WHEN 0 THEN 101 - p.rank WHEN 1 THEN p.rank - 101 ELSE 0 END END)
      AS gained_7_days,
    sum(CASE WHEN c.has_28 THEN CASE p.weeks_ago WHEN 0 THEN 101 - p.rank WHEN 4 THEN p.rank - 101 ELSE 0 END END)
      AS gained_28_days
  FROM places p
  JOIN compared c ON c.playlist_id = p.playlist_id
  GROUP BY p.song_id
)
SELECT
  c.song_id,
  s.song,
  k.artist,
  c.playlists,
  c.best_rank,
  c.points,
  c.gained_7_days,
  c.gained_28_days
FROM counted c
LEFT JOIN charted_songs s ON s.song_id = c.song_id
LEFT JOIN song_credits k ON k.song_id = c.song_id AND k.position = 0
ORDER BY abs(c.gained_7_days) DESC, abs(c.gained_28_days) DESC, c.points DESC, c.song_id
LIMIT 100
