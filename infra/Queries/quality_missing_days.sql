-- Snapshots of the last seven days that were not published, and days without any. It must return nothing.
WITH given AS (
  SELECT playlist_id, CAST(snapshot_date AS date) AS snapshot_date, max(nullif(name, '')) AS playlist
  FROM playlists
  WHERE snapshot_date > CAST(current_date - interval '7' day AS varchar)
  GROUP BY playlist_id, snapshot_date
),
published AS (
  SELECT playlist_id, snapshot_date
  FROM playlist_days
  WHERE snapshot_date > current_date - interval '7' day
),
days AS (
  SELECT date_add('day', n.days, current_date - interval '7' day) AS snapshot_date
  FROM (VALUES (1), (2), (3), (4), (5), (6)) AS n (days)
),
-- The days before today on which the schedule reads in each week (the setting schedule), after the first published one.
due AS (
  SELECT DISTINCT d.snapshot_date
  FROM days d
  JOIN playlist_days p ON p.snapshot_date < d.snapshot_date
  WHERE p.snapshot_date > current_date - interval '31' day AND day_of_week(d.snapshot_date) IN ($weekdays)
)
SELECT g.playlist_id, g.playlist, coalesce(g.snapshot_date, d.snapshot_date) AS snapshot_date
FROM given g
FULL JOIN due d ON d.snapshot_date = g.snapshot_date
LEFT JOIN published p ON p.playlist_id = g.playlist_id AND p.snapshot_date = g.snapshot_date
WHERE p.playlist_id IS NULL
ORDER BY coalesce(g.snapshot_date, d.snapshot_date), g.playlist_id
