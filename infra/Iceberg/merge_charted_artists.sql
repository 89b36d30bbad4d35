-- Brings charted_artists up to date: the first and latest day of each artist's songs, and the values of the latest day.
MERGE INTO charted_artists t
USING (
  -- A song may name another artist than it did, and its former entries still name the one before.
  WITH named AS (
    SELECT artist_id, artist, first_day, last_day
    FROM song_credits
    UNION ALL
    SELECT artist_id, artist, snapshot_date, snapshot_date
    FROM chart_entries
    WHERE artist_id IS NOT NULL
  ),
  -- Of all artists: one who is no longer named on a song may have had that song's days.
  days AS (
    SELECT
      artist_id,
      min(first_day) AS first_day,
      max(last_day) AS last_day,
      max_by(artist, last_day) FILTER (WHERE artist IS NOT NULL) AS last_name
    FROM named
    GROUP BY artist_id
  ),
  -- Files of a later day may have an artist whom no song then names.
  given AS (
    SELECT
      a.artist_id,
      CAST(a.snapshot_date AS date) AS given_day,
      nullif(a.name, '') AS artist,
      nullif(a.url, '') AS url,
      row_number() OVER (PARTITION BY a.artist_id ORDER BY a.snapshot_date DESC, a.name DESC, a.url DESC) AS choice
    FROM artists a
    JOIN days d ON d.artist_id = a.artist_id AND d.last_day >= CAST(a.snapshot_date AS date)
    WHERE a.snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  found AS (
    SELECT
      coalesce(d.artist_id, o.artist_id) AS artist_id,
      d.first_day,
      d.last_day,
      d.last_name,
      d.artist_id IS NULL AS is_gone,
      o.artist_id IS NOT NULL AS is_old,
      -- A late day never overwrites the values of a later one.
      g.given_day IS NOT NULL AND (o.artist_id IS NULL OR g.given_day >= d.last_day) AS is_given,
      o.first_day AS old_first_day,
      o.last_day AS old_last_day,
      g.artist,
      g.url,
      o.artist AS old_artist,
      o.url AS old_url
    FROM days d
    FULL JOIN charted_artists o ON o.artist_id = d.artist_id
    LEFT JOIN given g ON g.artist_id = d.artist_id AND g.choice = 1
  )
  SELECT
    artist_id,
    CASE WHEN is_given THEN artist WHEN is_old THEN old_artist ELSE last_name END AS artist,
    CASE WHEN is_given THEN url ELSE old_url END AS url,
    first_day,
    last_day,
    is_gone
  FROM found
  WHERE is_gone
    OR NOT is_old
    OR (
      is_old AND (
        first_day IS DISTINCT FROM old_first_day
        OR last_day IS DISTINCT FROM old_last_day
        OR (is_given AND (artist IS DISTINCT FROM old_artist OR url IS DISTINCT FROM old_url))))
) s
ON t.artist_id = s.artist_id
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  artist = s.artist,
  url = s.url,
  first_day = s.first_day,
  last_day = s.last_day
WHEN NOT MATCHED THEN INSERT
  (artist_id, artist, url, first_day, last_day)
  VALUES (s.artist_id, s.artist, s.url, s.first_day, s.last_day)
