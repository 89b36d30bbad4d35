-- How many years old the songs of each playlist are, on each of the last 31 days.
WITH ages AS (
  SELECT
    playlist_id,
    playlist,
    snapshot_date,
    release_year,
    year(snapshot_date) - release_year AS age,
    row_number() OVER (
      PARTITION BY playlist_id, snapshot_date ORDER BY release_year DESC, rank
    ) AS place,
    count(*) OVER (PARTITION BY playlist_id, snapshot_date) AS entries
  FROM chart_entries
  WHERE snapshot_date > current_date - interval '31' day AND kind = 'track' AND release_year IS NOT NULL
)
SELECT
  playlist_id,
  playlist,
  snapshot_date,
  -- The one in the middle, or the mean of the two.
  avg(CASE WHEN place IN (floor((entries + 1) / 2), floor((entries + 2) / 2)) THEN CAST(age AS double) END)
    AS median_age_years,
  min(release_year) AS oldest_year,
  max(release_year) AS newest_year
FROM ages
GROUP BY playlist_id, playlist, snapshot_date
ORDER BY playlist, playlist_id, snapshot_date
