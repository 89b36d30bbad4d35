-- How many of the songs that came to a playlist in the last 92 days stayed so many days, and how old they were then.
WITH days AS (
  SELECT
    playlist_id,
    snapshot_date,
    playlist,
    row_number() OVER (PARTITION BY playlist_id ORDER BY snapshot_date) AS day_number
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '92' day
),
playlists_read AS (
  SELECT
    playlist_id,
    min(snapshot_date) AS first_read,
    max(snapshot_date) AS last_read,
    max_by(playlist, snapshot_date) FILTER (WHERE playlist IS NOT NULL) AS playlist
  FROM days
  GROUP BY playlist_id
),
places AS (
  SELECT playlist_id, snapshot_date, song_id, min(album_id) AS album_id
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '92' day AND kind = 'track' AND song_id IS NOT NULL
  GROUP BY playlist_id, snapshot_date, song_id
),
numbered AS (
  SELECT
    p.playlist_id,
    p.snapshot_date,
    p.song_id,
    p.album_id,
    -- The same for all snapshots of a run.
    d.day_number - row_number() OVER (PARTITION BY p.playlist_id, p.song_id ORDER BY p.snapshot_date) AS run
  FROM places p
  JOIN days d ON d.playlist_id = p.playlist_id AND d.snapshot_date = p.snapshot_date
),
stays AS (
  SELECT
    playlist_id,
    min(snapshot_date) AS first_day,
    max(snapshot_date) AS last_day,
    min_by(album_id, snapshot_date) FILTER (WHERE album_id IS NOT NULL) AS album_id
  FROM numbered
  GROUP BY playlist_id, song_id, run
),
came AS (
  SELECT
    s.playlist_id,
    p.playlist,
    p.last_read,
    s.first_day,
    s.last_day,
    CASE
      WHEN a.release_date_precision = 'day' THEN date_diff('day', try_cast(a.release_date AS date), s.first_day)
    END AS age_days
  FROM stays s
  JOIN playlists_read p ON p.playlist_id = s.playlist_id AND p.first_read < s.first_day
  LEFT JOIN charted_albums a ON a.album_id = s.album_id
),
-- A song that has not been followed for so many days says nothing of them.
followed AS (
  SELECT c.playlist_id, c.playlist, h.days, c.last_day >= date_add('day', h.days, c.first_day) AS is_there, c.age_days
  FROM came c
  CROSS JOIN (VALUES (1), (3), (7), (14), (28), (56), (84)) AS h (days)
  WHERE date_add('day', h.days, c.first_day) <= c.last_read
),
ordered AS (
  SELECT
    playlist_id,
    playlist,
    days,
    is_there,
    age_days,
    row_number() OVER (PARTITION BY playlist_id, days ORDER BY age_days) AS number,
    count(age_days) OVER (PARTITION BY playlist_id, days) AS known
  FROM followed
)
SELECT
  playlist_id,
  playlist,
  days,
  count(*) AS came,
  count_if(is_there) AS stayed,
  round(CAST(count_if(is_there) AS double) / count(*), 4) AS share,
  -- The one in the middle, or the mean of the two.
  avg(CASE WHEN number IN (floor((known + 1) / 2), floor((known + 2) / 2)) THEN CAST(age_days AS double) END)
    AS median_age_days
FROM ordered
GROUP BY playlist_id, playlist, days
ORDER BY playlist, playlist_id, days
