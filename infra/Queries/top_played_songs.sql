-- The 20 songs that were played most in each month: a recording counts once. It reads all plays.
WITH
-- $counted
-- $recordings
months AS (
  SELECT
    date_trunc('month', heard_at) AS month,
    recording,
    max_by(song_id, played_at) FILTER (WHERE song_id IS NOT NULL) AS song_id,
    max_by(song, played_at) AS song,
    max_by(artist, played_at) AS artist,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM heard
  WHERE recording IS NOT NULL
  GROUP BY date_trunc('month', heard_at), recording
),
ordered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY month ORDER BY plays DESC, listened_ms DESC NULLS LAST, recording) AS place
  FROM months
)
SELECT
  date_format(month, '%Y-%m') AS month,
  place,
  song_id,
  song,
  artist,
  plays,
  round(CAST(listened_ms AS double) / 60000, 1) AS minutes
FROM ordered
WHERE place <= 20
ORDER BY month, place
