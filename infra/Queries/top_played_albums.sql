-- The 20 albums that were played most in each month, each edition by itself. It reads all plays.
WITH
-- $counted
months AS (
  SELECT
    date_trunc('month', heard_at) AS month,
    max_by(album_id, played_at) FILTER (WHERE album_id IS NOT NULL) AS album_id,
    album,
    artist,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM counted
  WHERE is_song AND album IS NOT NULL
  GROUP BY date_trunc('month', heard_at), album, artist
),
ordered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY month ORDER BY plays DESC, listened_ms DESC NULLS LAST, album, artist NULLS LAST
    ) AS place
  FROM months
)
SELECT
  date_format(month, '%Y-%m') AS month,
  place,
  album_id,
  album,
  artist,
  plays,
  round(CAST(listened_ms AS double) / 60000, 1) AS minutes
FROM ordered
WHERE place <= 20
ORDER BY month, place
