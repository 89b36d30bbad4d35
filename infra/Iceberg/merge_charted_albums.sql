-- Brings charted_albums up to date for the albums of the days: first and latest day, and the values of the latest day.
MERGE INTO charted_albums t
USING (
  WITH artist_names AS (
    SELECT artist_id, snapshot_date, nullif(max(name), '') AS artist
    FROM artists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY artist_id, snapshot_date
  ),
  credits AS (
    SELECT
      album_id,
      artist_id,
      snapshot_date,
      min(try_cast(position AS bigint)) AS place,
      nullif(max(name), '') AS artist
    FROM album_artists
    WHERE snapshot_date BETWEEN '$first_day' AND '$last_day'
    GROUP BY album_id, artist_id, snapshot_date
  ),
  credited AS (
    SELECT
      c.album_id,
      c.snapshot_date,
      c.artist_id,
      -- Files from before the column have no name.
      coalesce(c.artist, a.artist) AS artist,
      row_number() OVER (PARTITION BY c.album_id, c.snapshot_date ORDER BY c.place, c.artist_id) AS choice
    FROM credits c
    LEFT JOIN artist_names a ON a.artist_id = c.artist_id AND a.snapshot_date = c.snapshot_date
  ),
  album_credit_names AS (
    SELECT
      album_id,
      snapshot_date,
      max(CASE WHEN choice = 1 THEN artist_id END) AS artist_id,
      max(CASE WHEN choice = 1 THEN artist END) AS artist,
      nullif(array_join(array_agg(artist ORDER BY choice), ', '), '') AS artists
    FROM credited
    GROUP BY album_id, snapshot_date
  ),
  -- Of no other album can the first or the latest day have changed.
  concerned AS (
    SELECT album_id
    FROM chart_entries
    WHERE snapshot_date BETWEEN DATE '$first_day' AND DATE '$last_day' AND album_id IS NOT NULL
    UNION
    SELECT album_id
    FROM charted_albums
    WHERE first_day BETWEEN DATE '$first_day' AND DATE '$last_day'
      OR last_day BETWEEN DATE '$first_day' AND DATE '$last_day'
  ),
  days AS (
    SELECT e.album_id, min(e.snapshot_date) AS first_day, max(e.snapshot_date) AS last_day
    FROM chart_entries e
    JOIN concerned c ON c.album_id = e.album_id
    GROUP BY e.album_id
  ),
  -- Files of a later day may have an album that no song then is on.
  given AS (
    SELECT
      a.album_id,
      a.snapshot_date,
      CAST(a.snapshot_date AS date) AS given_day,
      nullif(a.name, '') AS album,
      nullif(a.album_type, '') AS album_type,
      nullif(a.release_date, '') AS release_date,
      nullif(a.release_date_precision, '') AS release_date_precision,
      try_cast(substr(a.release_date, 1, 4) AS bigint) AS release_year,
      try_cast(a.total_tracks AS bigint) AS total_tracks,
      nullif(a.url, '') AS url,
      row_number() OVER (
        PARTITION BY a.album_id
        ORDER BY a.snapshot_date DESC, a.name DESC, a.release_date DESC, a.album_type DESC,
          a.release_date_precision DESC, a.total_tracks DESC, a.url DESC
      ) AS choice
    FROM albums a
    JOIN days d ON d.album_id = a.album_id AND d.last_day >= CAST(a.snapshot_date AS date)
    WHERE a.snapshot_date BETWEEN '$first_day' AND '$last_day'
  ),
  found AS (
    SELECT
      c.album_id,
      d.first_day,
      d.last_day,
      d.album_id IS NULL AS is_gone,
      o.album_id IS NOT NULL AS is_old,
      -- A late day never overwrites the values of a later one.
      g.given_day IS NOT NULL AND (o.album_id IS NULL OR g.given_day >= d.last_day) AS is_given,
      o.first_day AS old_first_day,
      o.last_day AS old_last_day,
      g.album,
      g.album_type,
      n.artist_id,
      n.artist,
      n.artists,
      g.release_date,
      g.release_date_precision,
      g.release_year,
      g.total_tracks,
      g.url,
      o.album AS old_album,
      o.album_type AS old_album_type,
      o.artist_id AS old_artist_id,
      o.artist AS old_artist,
      o.artists AS old_artists,
      o.release_date AS old_release_date,
      o.release_date_precision AS old_release_date_precision,
      o.release_year AS old_release_year,
      o.total_tracks AS old_total_tracks,
      o.url AS old_url
    FROM concerned c
    LEFT JOIN days d ON d.album_id = c.album_id
    LEFT JOIN given g ON g.album_id = c.album_id AND g.choice = 1
    LEFT JOIN album_credit_names n ON n.album_id = g.album_id AND n.snapshot_date = g.snapshot_date
    LEFT JOIN charted_albums o ON o.album_id = c.album_id
  )
  SELECT
    album_id,
    CASE WHEN is_given THEN album ELSE old_album END AS album,
    CASE WHEN is_given THEN album_type ELSE old_album_type END AS album_type,
    CASE WHEN is_given THEN artist_id ELSE old_artist_id END AS artist_id,
    CASE WHEN is_given THEN artist ELSE old_artist END AS artist,
    CASE WHEN is_given THEN artists ELSE old_artists END AS artists,
    CASE WHEN is_given THEN release_date ELSE old_release_date END AS release_date,
    CASE WHEN is_given THEN release_date_precision ELSE old_release_date_precision END AS release_date_precision,
    CASE WHEN is_given THEN release_year ELSE old_release_year END AS release_year,
    CASE WHEN is_given THEN total_tracks ELSE old_total_tracks END AS total_tracks,
    CASE WHEN is_given THEN url ELSE old_url END AS url,
    first_day,
    last_day,
    is_gone
  FROM found
  WHERE (is_gone AND is_old)
    OR (NOT is_gone AND NOT is_old AND is_given)
    OR (
      NOT is_gone AND is_old AND (
        first_day IS DISTINCT FROM old_first_day
        OR last_day IS DISTINCT FROM old_last_day
        OR (
          is_given AND (
            album IS DISTINCT FROM old_album
            OR album_type IS DISTINCT FROM old_album_type
            OR artist_id IS DISTINCT FROM old_artist_id
            OR artist IS DISTINCT FROM old_artist
            OR artists IS DISTINCT FROM old_artists
            OR release_date IS DISTINCT FROM old_release_date
            OR release_date_precision IS DISTINCT FROM old_release_date_precision
            OR release_year IS DISTINCT FROM old_release_year
            OR total_tracks IS DISTINCT FROM old_total_tracks
            OR url IS DISTINCT FROM old_url))))
) s
ON t.album_id = s.album_id
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  album = s.album,
  album_type = s.album_type,
  artist_id = s.artist_id,
  artist = s.artist,
  artists = s.artists,
  release_date = s.release_date,
  release_date_precision = s.release_date_precision,
  release_year = s.release_year,
  total_tracks = s.total_tracks,
  url = s.url,
  first_day = s.first_day,
  last_day = s.last_day
WHEN NOT MATCHED THEN INSERT
  (
    album_id, album, album_type, artist_id, artist, artists, release_date, release_date_precision, release_year,
    total_tracks, url, first_day, last_day)
  VALUES (
    s.album_id, s.album, s.album_type, s.artist_id, s.artist, s.artists, s.release_date, s.release_date_precision,
    s.release_year, s.total_tracks, s.url, s.first_day, s.last_day)
