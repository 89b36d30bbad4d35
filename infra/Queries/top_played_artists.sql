-- The 20 artists who were played most in each month. It reads all plays.
WITH
-- $counted
months AS (
  SELECT
    date_trunc('month', heard_at) AS month,
    lower(trim(artist)) AS folded,
    max_by(artist_id, played_at) FILTER (WHERE artist_id IS NOT NULL) AS artist_id,
    max_by(artist, played_at) AS artist,
    count(*) AS plays,
    sum(listened_ms) AS listened_ms
  FROM counted
  WHERE is_song AND artist IS NOT NULL
  GROUP BY date_trunc('month', heard_at), lower(trim(artist))
),
ordered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY month ORDER BY plays DESC, listened_ms DESC NULLS LAST, folded) AS place
  FROM months
)
SELECT
  date_format(month, '%Y-%m') AS month,
  place,
  artist_id,
  artist,
  plays,
  round(CAST(listened_ms AS double) / 60000, 1) AS minutes
FROM ordered
WHERE place <= 20
ORDER BY month, place
